namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>Tests that replay compressed bytes within the test process.</summary>
public abstract class CompressionTests : FileTests
{
    private protected Task<InProcessResult> ReplayAsync(byte[] input) => InProcess.ReplayAsync(Folder.Write("input", input));
}

/// <summary>
/// Compressed files truncated at every byte, and with every bit flipped: nothing throws or hangs, an incomplete line is never an event, and
/// output before the damage is correct.
/// </summary>
public abstract class DamageTests : CompressionTests
{
    private protected async Task AssertUndamagedAsync(byte[] file)
    {
        InProcessResult result = await ReplayAsync(file);

        Assert.Equal((0, null), (result.ExitCode, result.Message));
        Assert.Equal(GzipSamples.Events(GzipSamples.Content, isWhole: true), result.Output);
    }

    /// <param name="file">The undamaged file.</param>
    /// <param name="exitCodesAt">The exit codes that are allowed if the file is truncated at an offset.</param>
    /// <param name="message">The message of exit code 65.</param>
    /// <returns>The length of the output if only the last byte is missing.</returns>
    private protected async Task<int> TruncateAtEveryByteAsync(byte[] file, Func<int, int[]> exitCodesAt, string message)
    {
        byte[] allEvents = GzipSamples.Events(GzipSamples.Content, isWhole: false);
        int given = 0;
        for (int length = 0; length < file.Length; length++)
        {
            InProcessResult result = await ReplayAsync(file[..length]);

            Assert.True(exitCodesAt(length).Contains(result.ExitCode), $"cut at {length}: exit code {result.ExitCode}, {result.Message}");
            Assert.True(allEvents.AsSpan().StartsWith(result.Output), $"cut at {length}: other events");
            Assert.True(result.Output.Length >= given, $"cut at {length}: fewer events than if cut earlier");
            if (result.ExitCode == 65)
                Assert.Contains(message, result.Message);

            given = result.Output.Length;
        }

        return given;
    }

    /// <param name="file">The undamaged file.</param>
    /// <param name="isIgnored">
    /// Checks the result for the flipped bit of a byte. Returns whether decompression ignored the bit, so that all events must be there.
    /// </param>
    /// <param name="onByte">Receives each byte, and the bits of it that were ignored.</param>
    private protected async Task FlipEveryBitAsync(
        byte[] file,
        Func<int, int, InProcessResult, bool> isIgnored,
        Action<int, int> onByte)
    {
        byte[] allEvents = GzipSamples.Events(GzipSamples.Content, isWhole: true);
        for (int position = 0; position < file.Length; position++)
        {
            // The output that is certainly before the damage.
            byte[] before = (await ReplayAsync(file[..position])).Output;
            int ignored = 0;
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. file];
                damaged[position] ^= (byte)(1 << bit);
                InProcessResult result = await ReplayAsync(damaged);

                string place = $"byte {position}, bit {bit}: exit code {result.ExitCode}, {result.Message}";
                int common = Math.Min(before.Length, result.Output.Length);
                Assert.True(before.AsSpan(0, common).SequenceEqual(result.Output.AsSpan(0, common)), place);
                Assert.True(result.Output is [] or [.., (byte)'\n'], place);
                if (!isIgnored(position, bit, result))
                    continue;

                Assert.True(result.ExitCode == 0 && allEvents.AsSpan().SequenceEqual(result.Output), place);
                ignored |= 1 << bit;
            }

            onByte(position, ignored);
        }
    }
}
