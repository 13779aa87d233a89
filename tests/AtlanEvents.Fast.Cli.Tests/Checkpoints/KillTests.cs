using AtlanEvents.Fast.Cli.Tests.Zstandard;

namespace AtlanEvents.Fast.Cli.Tests.Checkpoints;

/// <summary>
/// Repeated kill -9 at random moments of a replay to a file does not change a byte of the file, even if each run has another number of
/// threads.
/// </summary>
public sealed class KillTests : FileTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    [UnixTheory]
    [InlineData("raw")]
    [InlineData("csv")]
    [Trait("Behaviour", "kill")]
    public Task Some_kills_do_not_change_a_byte(string format) => KillAsync(format, kills: 8);

    [UnixFact]
    [Trait("Tier", "Slow")]
    [Trait("Behaviour", "kill")]
    public Task Two_hundred_kills_do_not_change_a_byte() => KillAsync("fields", kills: 200);

    private async Task KillAsync(string format, int kills)
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] inputs = await WriteInputsAsync();
        string[] outputs = ["--to", Folder.PathOf("expected"), "--dead-letter", Folder.PathOf("expected.dead")];
        long started = Stopwatch.GetTimestamp();
        ToolResult expected = await Tool.RunAsync(["replay", "--threads", "1", "--format", format, .. outputs, .. inputs]);
        string[] command =
        [
            "replay", "--format", format, "--to", Folder.PathOf("out"), "--dead-letter", Folder.PathOf("dead"),
            "--checkpoint", Folder.PathOf("checkpoint"), "--checkpoint-interval", "0", .. inputs,
        ];

        // Starts over whenever the run ends before it is killed.
        int killed = 0;
        TimeSpan longest = LongestWait(Stopwatch.GetElapsedTime(started));
        while (true)
        {
            string[] threads = ["--threads", $"{random.Next(1, 5)}"];
            TimeSpan? killAfter = killed < kills ? random.NextDouble() * longest : null;
            (int? exitCode, TimeSpan took) = await RunAsync([.. command, .. threads], killAfter);
            if (exitCode is null)
            {
                killed++;
                continue;
            }

            Assert.Equal(expected.ExitCode, exitCode);
            AssertSame("expected", "out", seed);
            AssertSame("expected.dead", "dead", seed);
            if (killed >= kills)
                break;

            File.Delete(Folder.PathOf("checkpoint"));
            longest = LongestWait(took);
        }
    }

    private static TimeSpan LongestWait(TimeSpan run) => TimeSpan.FromSeconds(Math.Clamp(run.TotalSeconds, 0.1, 2));

    /// <returns>The exit code, unless the process was killed, and its duration.</returns>
    private static async Task<(int? ExitCode, TimeSpan Took)> RunAsync(string[] command, TimeSpan? killAfter)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Tool.Start(command);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task exit = process.WaitForExitAsync().WaitAsync(s_timeout);
        if (killAfter is not null && await Task.WhenAny(exit, Task.Delay(killAfter.Value)) != exit)
            process.Kill();

        await exit;
        await error;
        const int Killed = 128 + 9;
        return (process.ExitCode == Killed ? null : process.ExitCode, Stopwatch.GetElapsedTime(started));
    }

    private void AssertSame(string expected, string actual, int seed)
        => Assert.True(
            File.ReadAllBytes(Folder.PathOf(expected)).AsSpan().SequenceEqual(File.ReadAllBytes(Folder.PathOf(actual))),
            $"{actual} differs, seed {seed}");

    /// <summary>Events in every form, some of them broken: a plain file, a gzip file and a Zstandard file.</summary>
    private async Task<string[]> WriteInputsAsync()
    {
        byte[] events = (await Tool.RunAsync("generate", "--columns", "20000", "--every-form")).OutputBytes;
        byte[] mixed = (await Tool.RunAsync("generate", "--mix", "--events", "6000", "--every-form", "--seed", "4")).OutputBytes;
        byte[] broken = [.. mixed[..(mixed.Length / 2)], .. "\nbroken\n"u8, .. mixed[(mixed.Length / 2)..], .. "{\"half\":"u8];
        byte[] last = mixed[..(mixed.Length / 5)];
        return
        [
            Folder.Write("events.ndjson", events),
            Folder.Write("mixed.ndjson.gz", TemporaryFolder.Gzip(broken)),
            Folder.Write("last.ndjson.zst", new ZstandardFile().Add(last).Bytes),
        ];
    }
}
