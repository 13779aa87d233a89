using System.Numerics;
using AtlanEvents.Fast.Cli.Tests.Gzip;

namespace AtlanEvents.Fast.Cli.Tests.Zstandard;

/// <summary>Damaged Zstandard files: the exit code is 65 except for the bits listed here.</summary>
public sealed class ZstandardDamageTests : DamageTests
{
    private const int MagicLength = 4;

    public static TheoryData<ZstandardSample> Samples => new(Enum.GetValues<ZstandardSample>());

    [Theory, MemberData(nameof(Samples))]
    public Task Undamaged_input_gives_every_event(ZstandardSample sample) => AssertUndamagedAsync(ZstandardSamples.Create(sample).Bytes);

    [Theory, MemberData(nameof(Samples))]
    public async Task Truncated_at_any_byte_it_exits_65_after_its_complete_lines(ZstandardSample sample)
    {
        ZstandardFile file = ZstandardSamples.Create(sample);

        // Less than the magic bytes is not recognised as Zstandard. Truncation after a frame is indistinguishable from the end; a line
        // that the frame left incomplete is then rejected.
        int given = await TruncateAtEveryByteAsync(
            file.Bytes,
            length => file.Ends.Contains(length) ? [0, 1] : length < MagicLength ? [1] : [65],
            "the Zstandard data is truncated");

        // A checksum follows the last block. Without one, truncation cuts the block itself.
        int blocks = GzipSamples.Content.Length / ZstandardSamples.UncheckedBlock * ZstandardSamples.UncheckedBlock;
        int length = sample == ZstandardSample.Unchecked ? blocks : GzipSamples.Content.Length;
        Assert.Equal(GzipSamples.Events(GzipSamples.Content.AsSpan(0, length), isWhole: false).Length, given);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task Flipped_at_any_bit_it_exits_65_or_gives_the_same_events_unless_nothing_checks_them(ZstandardSample sample)
    {
        byte[] file = ZstandardSamples.Create(sample).Bytes;
        int ignored = 0;
        await FlipEveryBitAsync(file, IsIgnored, (_, bits) => ignored += BitOperations.PopCount((uint)bits));

        // Decoders ignore the content of skippable frames, an unused bit of each frame, padding, and the window size.
        Assert.InRange(ignored, 0, file.Length * 8 / 20);

        bool IsIgnored(int position, int bit, InProcessResult result)
        {
            // Without its magic bytes, the input is text with rejected lines.
            bool isText = position < MagicLength && result is { ExitCode: 1, Rejected: > 0 };
            return !isText && result.ExitCode != 65 && !(sample == ZstandardSample.Unchecked && result.ExitCode is 0 or 1);
        }
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
}
