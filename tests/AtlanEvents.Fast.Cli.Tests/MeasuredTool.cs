namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Runs the tool and measures its peak memory.</summary>
internal static class MeasuredTool
{
    /// <summary>Runs the tool to its end.</summary>
    /// <returns>The result, and the peak working set in bytes.</returns>
    public static async Task<(ToolResult Result, long PeakMemory)> RunAsync(params string[] arguments)
    {
        for (int attempt = 1; ; attempt++)
        {
            (ToolResult result, long peak) = await RunOnceAsync(arguments);

            // Without a value, the tool ran while this process did not.
            if (peak > 0 || attempt == 5)
                return (result, peak);
        }
    }

    private static async Task<(ToolResult Result, long PeakMemory)> RunOnceAsync(string[] arguments)
    {
        using Process process = Tool.Start(arguments);
        Task<ToolResult> result = process.FinishAsync();

        // The peak is available only while the process runs, so the last value read counts.
        long peak = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            process.Refresh();
            peak = Math.Max(peak, PeakOf(process));
        }

        return (await result, peak);
    }

    private static long PeakOf(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // The process has just ended.
            return 0;
        }
    }
}
