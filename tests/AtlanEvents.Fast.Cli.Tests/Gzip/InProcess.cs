using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>Replays an input as <c>atlan-events replay --format raw</c> does, without a process: for thousands of inputs.</summary>
internal static class InProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly StopSignal s_stop = new();

    public static async Task<PumpResult> ReplayAsync(string path, long maxDecompressedBytes = long.MaxValue)
    {
        var settings = new PumpSettings { Inputs = [path], MaxDecompressedBytes = maxDecompressedBytes, Progress = Cli.Progress.ProgressMode.Never };
        using var rejected = new RejectedLines(settings);
        using var written = new MemoryStream();
        await using var sink = new StreamSink(new OutputWriter(written, "memory"), EventFormats.Create("raw"));
        using var selection = new EventSelection(new SelectionOptions());
        using var replay = new Replay(sink, selection);
        RunResult result = await new EventPump(settings, rejected).RunAsync(replay, s_stop).WaitAsync(s_patience);
        return new PumpResult(result.ExitCode, written.ToArray(), result.Totals.Lines, result.Totals.Rejected, result.Failure?.Message);
    }
}
