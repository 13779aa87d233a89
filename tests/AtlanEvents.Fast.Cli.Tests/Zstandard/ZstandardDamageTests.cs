using AtlanEvents.Fast.Cli.Tests.Gzip;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>
/// Zstandard truncated at every byte, and with every bit flipped: nothing throws, crashes or hangs; the exit code is 65 except for the bits
/// listed here; an incomplete line is never an event; output before the damage is correct.
/// </summary>
public sealed class ZstandardDamageTests : FileTests
{
    private const int MagicLength = 4;

    public static TheoryData<ZstandardSample> Samples => new(Enum.GetValues<ZstandardSample>());

    [Theory, MemberData(nameof(Samples))]
    public async Task Undamaged_input_gives_every_event(ZstandardSample sample)
    {
        InProcessResult result = await ReplayAsync(ZstandardSamples.Create(sample).Bytes);

        Assert.Equal((0, null), (result.ExitCode, result.Message));
        Assert.Equal(GzipSamples.Events(GzipSamples.Content, isWhole: true), result.Output);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Truncated_at_any_byte_it_exits_65_after_its_complete_lines(ZstandardSample sample)
    {
        ZstandardFile file = ZstandardSamples.Create(sample);
        byte[] allEvents = GzipSamples.Events(GzipSamples.Content, isWhole: false);
        int given = 0;
        for (int length = 0; length < file.Bytes.Length; length++)
        {
            InProcessResult result = await ReplayAsync(file.Bytes[..length]);

            // Less than the magic bytes is not recognised as Zstandard. Truncation after a frame is indistinguishable from the end; a line
            // that the frame left incomplete is then rejected.
            int[] expected = file.Ends.Contains(length) ? [0, 1] : length < MagicLength ? [1] : [65];
            Assert.True(expected.Contains(result.ExitCode), $"cut at {length}: exit code {result.ExitCode}, {result.Message}");
            Assert.True(allEvents.AsSpan().StartsWith(result.Output), $"cut at {length}: other events");
            Assert.True(result.Output.Length >= given, $"cut at {length}: fewer events than cut before");
            if (result.ExitCode == 65)
                Assert.Contains("the Zstandard data is truncated", result.Message);

            given = result.Output.Length;
        }

        // A checksum follows the last block. Without one, truncation cuts the block itself.
        int blocks = GzipSamples.Content.Length / ZstandardSamples.UncheckedBlock * ZstandardSamples.UncheckedBlock;
        byte[] allBeforeIt = GzipSamples.Events(GzipSamples.Content.AsSpan(0, blocks), isWhole: false);
        Assert.Equal(sample == ZstandardSample.Unchecked ? allBeforeIt.Length : allEvents.Length, given);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Flipped_at_any_bit_it_exits_65_or_gives_the_same_events_unless_nothing_checks_them(ZstandardSample sample)
    {
        ZstandardFile file = ZstandardSamples.Create(sample);
        byte[] allEvents = GzipSamples.Events(GzipSamples.Content, isWhole: true);
        int ignored = 0;
        for (int position = 0; position < file.Bytes.Length; position++)
        {
            // The output that is certainly before the damage.
            byte[] before = (await ReplayAsync(file.Bytes[..position])).Output;
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = file.Bytes;
                damaged[position] ^= (byte)(1 << bit);
                InProcessResult result = await ReplayAsync(damaged);

                string place = $"byte {position}, bit {bit}: exit code {result.ExitCode}, {result.Message}";
                int common = Math.Min(before.Length, result.Output.Length);
                Assert.True(before.AsSpan(0, common).SequenceEqual(result.Output.AsSpan(0, common)), place);
                Assert.True(result.Output is [] or [.., (byte)'\n'], place);

                // Without its magic bytes, the input is text with rejected lines.
                bool isText = position < MagicLength && result is { ExitCode: 1, Rejected: > 0 };
                if (isText || result.ExitCode == 65 || (sample == ZstandardSample.Unchecked && result.ExitCode is 0 or 1))
                    continue;

                Assert.True(result.ExitCode == 0, place);
                Assert.True(allEvents.AsSpan().SequenceEqual(result.Output), place);
                ignored++;
            }
        }

        // Decoders ignore the content of skippable frames, an unused bit of each frame, padding, and the window size.
        Assert.InRange(ignored, 0, file.Bytes.Length * 8 / 20);
    }

    [Fact]
    public async Task Random_damage_exits_65()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        byte[][] samples = [.. Enum.GetValues<ZstandardSample>().Select(sample => ZstandardSamples.Create(sample).Bytes)];
        for (int i = 0; i < 1_000; i++)
        {
            // A frame with some changed bytes, then part of another file, then random bytes.
            byte[] input =
                [.. samples[random.Next(samples.Length)], .. samples[random.Next(samples.Length)][random.Next(40)..], .. new byte[40]];
            random.NextBytes(input.AsSpan(input.Length - 40));
            for (int changes = random.Next(6); changes > 0; changes--)
                input[random.Next(MagicLength, input.Length)] = (byte)random.Next(256);

            InProcessResult result = await ReplayAsync(input);

            Assert.True(result.ExitCode == 65, $"seed {seed}, repetition {i}: exit code {result.ExitCode}, {result.Message}");
        }
    }

    private Task<InProcessResult> ReplayAsync(byte[] input) => InProcess.ReplayAsync(Folder.Write("input", input));
}
