namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>
/// Gzip truncated at every byte, and with every bit flipped: nothing throws or hangs; the exit code is 65 except for the bits listed here;
/// an incomplete line is never an event; output before the damage is correct. After the damage, output may be wrong, since the checksum is
/// at the end; exit code 65 then indicates that.
/// </summary>
public sealed class GzipDamageTests : FileTests
{
    public static TheoryData<GzipSample> Samples => new(Enum.GetValues<GzipSample>());

    [Theory, MemberData(nameof(Samples))]
    public async Task Undamaged_input_gives_every_event(GzipSample sample)
    {
        InProcessResult result = await ReplayAsync(GzipSamples.Create(sample).Bytes);

        Assert.Equal((0, null), (result.ExitCode, result.Message));
        Assert.Equal(GzipSamples.Events(GzipSamples.Content, isWhole: true), result.Output);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Truncated_at_any_byte_it_exits_65_after_its_complete_lines(GzipSample sample)
    {
        GzipFile file = GzipSamples.Create(sample);
        byte[] allEvents = GzipSamples.Events(GzipSamples.Content, isWhole: false);
        int given = 0;
        for (int length = 0; length < file.Bytes.Length; length++)
        {
            InProcessResult result = await ReplayAsync(file.Bytes[..length]);

            // No bytes are an empty input, and one byte is not recognised as gzip. Truncation between members is indistinguishable from the
            // end; a line that a member left incomplete is then rejected.
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
            // The output that is certainly before the damage.
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
                    // Without its magic bytes, the input is text with rejected lines.
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

    // Readers ignore the time, the operating system and the names, unless a header checksum covers them, and the bits after the last block
    // in the last byte of the data. FTEXT, bit 0 of the flags, is informational as well.
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

    // Every bit that may be ignored is ignored, so that the list above is exact.
    private static void AssertExpected(GzipSample sample, GzipPart part, int ignored)
    {
        switch (part)
        {
            case GzipPart.Data:
                // The three bits that start a stored block are followed by five unused bits.
                Assert.True(ignored is 0 or 0xF8);
                break;
            case GzipPart.ExtraLength:
                // A slightly longer extra field includes the start of the name.
                Assert.True(ignored is 0 or 7);
                break;
            case GzipPart.LastData:
                // All bits from some bit on, or none.
                Assert.True(((ignored + (ignored & -ignored)) & 0xFF) == 0, $"ignored bits {ignored:B8}");
                break;
            default:
                int expected = Enumerable.Range(0, 8).Where(bit => IsIgnored(sample, part, bit)).Sum(bit => 1 << bit);
                Assert.Equal(expected, ignored);
                break;
        }
    }

    private Task<InProcessResult> ReplayAsync(byte[] input) => InProcess.ReplayAsync(Folder.Write("input", input));
}
