namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>SIGINT and SIGTERM: the exit code of the signal, complete lines, no stack trace.</summary>
public sealed class SignalTests : FileTests
{
    private const int MoreThanAPipe = 256 * 1024;
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    // A few megabytes of output, so that the signal arrives while it is written.
    private static readonly Lazy<byte[]> s_dump = new(() => TemporaryFolder.Gunzip(Repository.BulkDelete));

    public enum Run
    {
        ReplayToPipe,
        ReplayToFile,
        Generate,
        Stats,
    }

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [Trait("Behaviour", "signals")]
    public async Task A_signal_ends_the_run_after_the_lines_read(string signal, int exitCode)
    {
        using Process process = Tool.Start(["replay"]);
        await process.StandardInput.WriteAsync(Lines(Hard) + Soft);
        string? first = await process.StandardOutput.ReadLineAsync();

        Signal.Send(process, signal);
        string rest = await process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(exitCode, process.ExitCode);
        Assert.Contains("g-1", first);
        Assert.Empty(rest);
        Assert.Contains("interrupted", error);
    }

    [UnixFact]
    public Task Signals_at_random_moments_leave_complete_lines_and_exit_with_their_code() => AtRandomMomentsAsync(20);

    [UnixFact]
    [Trait("Tier", "Slow")]
    public Task Signals_at_many_random_moments_leave_complete_lines_and_exit_with_their_code() => AtRandomMomentsAsync(300);

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_second_signal_ends_the_tool_even_if_its_output_is_blocked(string signal, int exitCode)
    {
        using Process process = Tool.Start(["generate"]);
        await process.StandardOutput.BaseStream.ReadExactlyAsync(new byte[1]);

        // The first signal waits until the pipe accepts the current lines. Repeat until one is handled as the second signal.
        using var timeout = new CancellationTokenSource(s_timeout);
        while (!process.HasExited)
        {
            Signal.Send(process, signal);
            timeout.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(exitCode, process.ExitCode);
        Assert.Empty(await process.StandardError.ReadToEndAsync());
    }

    [UnixTheory]
    [InlineData("stats")]
    [InlineData("replay")]
    public async Task A_signal_ends_the_wait_for_a_writer_of_a_named_pipe(string command)
    {
        string pipe = Folder.PathOf("pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        using Process process = Tool.Start([command, "--progress", "always", pipe]);

        // The first line of progress shows that the tool is running.
        await process.StandardError.ReadLineAsync();
        Signal.Send(process, "TERM");
        await process.WaitForExitAsync().WaitAsync(s_timeout);

        Assert.Equal(143, process.ExitCode);
    }

    private async Task AtRandomMomentsAsync(int repetitions)
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        string dump = Folder.Write("dump.ndjson", [.. Enumerable.Repeat(s_dump.Value, 3).SelectMany(bytes => bytes)]);
        byte[] all = await File.ReadAllBytesAsync(dump);
        for (int i = 0; i < repetitions; i++)
        {
            Run run = (Run)random.Next(4);
            string signal = random.Next(2) == 0 ? "INT" : "TERM";

            // A quarter of the signals arrive at the start.
            int moment = random.Next(4) == 0 ? 0 : random.Next(1, all.Length);
            string place = $"seed {seed}, repetition {i}: {run}, SIG{signal} at byte {moment}";
            try
            {
                await SignalAsync(run, signal, moment, dump, run == Run.Generate ? s_dump.Value : all);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(place, exception);
            }
        }
    }

    private async Task SignalAsync(Run run, string signal, int moment, string dump, byte[] all)
    {
        string file = Folder.PathOf("out.ndjson");
        using Process process = Tool.Start(run switch
        {
            Run.ReplayToPipe => ["replay", "--format", "raw", dump],
            Run.ReplayToFile => ["replay", "--format", "raw", "--to", file, "-"],
            Run.Generate => ["generate"],
            _ => ["stats", "--format", "json", "-"],
        });
        using var output = new MemoryStream();
        Task<byte[]> rest = Task.FromResult<byte[]>([]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (run is Run.ReplayToPipe or Run.Generate)
        {
            // The first byte shows that the tool is running. Until then, a signal ends the runtime in its own way.
            await ReadAsync(process.StandardOutput.BaseStream, output, Math.Clamp(moment, 1, all.Length / 2));
            Signal.Send(process, signal);
            await process.StandardOutput.BaseStream.CopyToAsync(output);
        }
        else
        {
            // A pipe holds less, so the tool is running and has read some of it; and it cannot have finished in the middle.
            rest = ReadAllAsync(process.StandardOutput.BaseStream);
            await process.StandardInput.BaseStream.WriteAsync(all.AsMemory(0, Math.Max(moment, MoreThanAPipe)));
            await process.StandardInput.BaseStream.FlushAsync();
            Signal.Send(process, signal);
        }

        await process.WaitForExitAsync().WaitAsync(s_timeout);

        // All output may be read before the signal arrives.
        if (process.ExitCode != 0 || output.Length < all.Length)
            Assert.Equal(signal == "INT" ? 130 : 143, process.ExitCode);

        Assert.DoesNotContain("   at ", await error);
        if (run == Run.Stats)
            AssertCounts(await rest, all);
        else
            AssertWholeLines(run == Run.ReplayToFile ? Written(file) : output.ToArray(), all);
    }

    private static void AssertWholeLines(byte[] output, byte[] all)
    {
        Assert.True(all.AsSpan().StartsWith(output), "The output is the start of the whole one.");
        Assert.True(output is [] or [.., (byte)'\n'], "It ends with a line.");
    }

    private static void AssertCounts(byte[] output, byte[] all)
    {
        if (output.Length == 0)
            return;

        JsonElement json = JsonDocument.Parse(output).RootElement;
        int bytes = json.GetProperty("bytes").GetInt32();
        Assert.True(bytes == 0 || all[bytes - 1] == '\n', "Whole lines were counted.");
        Assert.Equal(all.AsSpan(0, bytes).Count((byte)'\n'), json.GetProperty("events").GetInt32());
    }

    private static byte[] Written(string file)
    {
        byte[] bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        File.Delete(file);
        return bytes;
    }

    private static async Task ReadAsync(Stream stream, MemoryStream output, int count)
    {
        byte[] buffer = new byte[64 * 1024];
        while (output.Length < count)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count - output.Length)));
            if (read == 0)
                return;

            output.Write(buffer, 0, read);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        using var output = new MemoryStream();
        await stream.CopyToAsync(output);
        return output.ToArray();
    }
}
