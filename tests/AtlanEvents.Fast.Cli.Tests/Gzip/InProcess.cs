using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>The result of <see cref="InProcess.ReplayAsync"/>.</summary>
internal sealed record InProcessResult(int ExitCode, byte[] Output, long Lines, long Rejected, string? Message);

/// <summary>Runs <c>atlan-events replay --format raw</c> within the test process, which is fast enough for thousands of inputs.</summary>
internal static class InProcess
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);
    private static readonly StopSignal s_stop = new();

    public static async Task<InProcessResult> ReplayAsync(string path, long maxDecompressedBytes = long.MaxValue)
    {
        var settings = new PumpSettings { Inputs = [path], MaxDecompressedBytes = maxDecompressedBytes };
        using var rejected = new RejectedLines(new DeadLetterSettings());
        using var written = new MemoryStream();
        await using var sink = new StreamSink(new OutputWriter(written, "memory"), EventFormats.Create("raw"));
        var selection = new EventSelection(new SelectionOptions());
        using var replay = new Replay(sink, selection);
        RunResult result = await new EventPump(settings, rejected, replay).RunAsync(s_stop).WaitAsync(s_timeout);
        return new InProcessResult(
            result.ExitCode, written.ToArray(), result.Totals.Lines, result.Totals.Rejected, result.Failure?.Message);
    }
}
