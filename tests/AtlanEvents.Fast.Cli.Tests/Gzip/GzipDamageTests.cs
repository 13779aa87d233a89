namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>
/// Damaged gzip: the exit code is 65 except for the bits listed here. After the damage, output may be wrong, since the checksum is at the
/// end; exit code 65 then indicates that.
/// </summary>
public sealed class GzipDamageTests : DamageTests
{
    public static TheoryData<GzipSample> Samples => new(Enum.GetValues<GzipSample>());

    [Theory, MemberData(nameof(Samples))]
    public Task Undamaged_input_gives_every_event(GzipSample sample) => AssertUndamagedAsync(GzipSamples.Create(sample).Bytes);

    [Theory, MemberData(nameof(Samples))]
    public async Task Truncated_at_any_byte_it_exits_65_after_its_complete_lines(GzipSample sample)
    {
        GzipFile file = GzipSamples.Create(sample);

        int given = await TruncateAtEveryByteAsync(file.Bytes, ExitCodesAt, "the gzip data is truncated");

        Assert.Equal(GzipSamples.Events(GzipSamples.Content, isWhole: false).Length, given);

        // No bytes are an empty input, and one byte is not recognised as gzip. Truncation between members is indistinguishable from the
        // end; a line that a member left incomplete is then rejected.
        int[] ExitCodesAt(int length)
        {
            bool isBetweenMembers = length > 0 && file.Parts[length - 1] == GzipPart.Length && file.Parts[length] == GzipPart.Magic;
            return length == 0 ? [0] : length == 1 ? [1] : isBetweenMembers ? [0, 1] : [65];
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Flipped_at_any_bit_it_exits_65_unless_gzip_ignores_the_bit(GzipSample sample)
    {
        GzipFile file = GzipSamples.Create(sample);
        await FlipEveryBitAsync(file.Bytes, IsIgnoredBit, (position, ignored) => AssertExpected(sample, file.Parts[position], ignored));

        bool IsIgnoredBit(int position, int bit, InProcessResult result)
        {
            string place = $"byte {position} ({file.Parts[position]}), bit {bit}: exit code {result.ExitCode}, {result.Message}";

            // Without its magic bytes, the input is text with rejected lines.
            if (position < 2)
                Assert.True(result.ExitCode == 1 && result.Rejected > 0, place);
            else
                Assert.True(result.ExitCode == 65 || (result.ExitCode == 0 && IsIgnored(sample, file.Parts[position], bit)), place);

            return result.ExitCode == 0;
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
}
