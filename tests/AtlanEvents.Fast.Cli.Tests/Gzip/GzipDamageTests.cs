namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>
/// Gzip that is cut at every byte, and flipped at every bit. What holds: nothing throws or hangs; the exit code is 65 but for the
/// bits named here; no event is made of a line that did not come whole; what is given out from before the damage is right. Behind
/// the damage wrong lines may be given out, since the checksum stands at the end: then exit code 65 says not to trust them.
/// </summary>
public sealed class GzipDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<GzipSample> Samples => new(Enum.GetValues<GzipSample>());

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Samples))]
    public async Task Whole_it_gives_every_event(GzipSample sample)
    {
        InProcessResult result = await ReplayAsync(GzipSamples.Create(sample).Bytes);

        Assert.Equal((0, null), (result.ExitCode, result.Message));
        Assert.Equal(GzipSamples.Events(GzipSamples.Content, isWhole: true), result.Output);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Cut_at_any_byte_it_exits_65_and_gives_the_whole_lines_before(GzipSample sample)
    {
        GzipFile file = GzipSamples.Create(sample);
        byte[] allEvents = GzipSamples.Events(GzipSamples.Content, isWhole: false);
        int given = 0;
        for (int length = 0; length < file.Bytes.Length; length++)
        {
            InProcessResult result = await ReplayAsync(file.Bytes[..length]);

            // Nothing at all is an empty input, and one byte is not gzip yet. Between two members a cut cannot be told from the
            // end; the line that a member left unfinished is rejected, then, or there is none.
            bool isBetweenMembers = length > 0 && file.Parts[length - 1] == GzipPart.Length && file.Parts[length] == GzipPart.Magic;
            int[] expected = length == 0 ? [0] : length == 1 ? [1] : isBetweenMembers ? [0, 1] : [65];
            Assert.True(expected.Contains(result.ExitCode), $"cut at {length}: exit code {result.ExitCode}, {result.Message}");
            Assert.True(allEvents.AsSpan().StartsWith(result.Output), $"cut at {length}: other events");
            Assert.True(result.Output.Length >= given, $"cut at {length}: fewer events than cut before");
            given = result.Output.Length;
        }

        Assert.Equal(allEvents.Length, given);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Flipped_at_any_bit_it_exits_65_unless_gzip_ignores_the_bit(GzipSample sample)
    {
        GzipFile file = GzipSamples.Create(sample);
        byte[] allEvents = GzipSamples.Events(GzipSamples.Content, isWhole: true);
        for (int position = 0; position < file.Bytes.Length; position++)
        {
            // What certainly stands before the damage.
            byte[] before = (await ReplayAsync(file.Bytes[..position])).Output;
            int ignored = 0;
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = file.Bytes;
                damaged[position] ^= (byte)(1 << bit);
                InProcessResult result = await ReplayAsync(damaged);

                string place = $"byte {position} ({file.Parts[position]}), bit {bit}: exit code {result.ExitCode}, {result.Message}";
                if (position < 2)
                {
                    // Without its magic bytes it is text, of rejected lines.
                    Assert.True(result.ExitCode == 1 && result.Rejected > 0, place);
                }
                else if (result.ExitCode == 0)
                {
                    Assert.True(IsIgnored(sample, file.Parts[position], bit), place);
                    Assert.True(allEvents.AsSpan().SequenceEqual(result.Output), place);
                    ignored |= 1 << bit;
                }
                else
                {
                    int common = Math.Min(before.Length, result.Output.Length);
                    Assert.True(result.ExitCode == 65, place);
                    Assert.True(before.AsSpan(0, common).SequenceEqual(result.Output.AsSpan(0, common)), place);
                    Assert.True(result.Output is [] or [.., (byte)'\n'], place);
                }
            }

            AssertExpected(sample, file.Parts[position], ignored);
        }
    }

    // What a reader does not look at: when and where the file was made and its names, but not if a checksum covers them; and in the
    // last byte of the data what is behind the last block. FTEXT, bit 0 of the flags, is a remark as well.
    private static bool IsIgnored(GzipSample sample, GzipPart part, int bit) => part switch
    {
        GzipPart.Time or GzipPart.ExtraFlags or GzipPart.OperatingSystem or GzipPart.Extra or GzipPart.Name or GzipPart.Comment
            => sample != GzipSample.CheckedHeader,
        GzipPart.ExtraLength => bit < 3 && sample == GzipSample.LongHeader,
        GzipPart.Flags => bit == 0 && sample != GzipSample.CheckedHeader,
        GzipPart.Data => sample == GzipSample.Stored && bit >= 3,
        GzipPart.LastData => true,
        _ => false,
    };

    // Where a bit may be ignored, it is: the list above has nothing in it that is not true.
    private static void AssertExpected(GzipSample sample, GzipPart part, int ignored)
    {
        switch (part)
        {
            case GzipPart.Data:
                // Behind the three bits that start a stored block, five are left out.
                Assert.True(ignored is 0 or 0xF8);
                break;
            case GzipPart.ExtraLength:
                // An extra field of a little more takes the start of the name: in the low byte of its length.
                Assert.True(ignored is 0 or 7);
                break;
            case GzipPart.LastData:
                // All bits from one on, or none.
                Assert.True(((ignored + (ignored & -ignored)) & 0xFF) == 0, $"ignored bits {ignored:B8}");
                break;
            default:
                int expected = Enumerable.Range(0, 8).Where(bit => IsIgnored(sample, part, bit)).Sum(bit => 1 << bit);
                Assert.Equal(expected, ignored);
                break;
        }
    }

    private Task<InProcessResult> ReplayAsync(byte[] input) => InProcess.ReplayAsync(_folder.Write("input", input));
}
