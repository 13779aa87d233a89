using System.Diagnostics;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Sends signals.</summary>
internal static class Signal
{
    /// <summary>Sends one, if the process is still there.</summary>
    /// <param name="process">The process.</param>
    /// <param name="name"><c>INT</c> or <c>TERM</c>.</param>
    public static void Send(Process process, string name)
    {
        var start = new ProcessStartInfo("kill", ["-" + name, $"{process.Id}"]) { RedirectStandardError = true };
        using Process kill = Process.Start(start)!;
        kill.StandardError.ReadToEnd();
        kill.WaitForExit();
    }
}
