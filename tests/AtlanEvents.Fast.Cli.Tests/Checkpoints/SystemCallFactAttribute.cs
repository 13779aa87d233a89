using System.Diagnostics;

namespace AtlanEvents.Fast.Cli.Tests.Checkpoints;

/// <summary>A test that looks at system calls through strace; skipped where there is none, or where it is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemCallFactAttribute : Xunit.FactAttribute
{
    private static readonly Lazy<bool> s_isThere = new(IsThere);

    public SystemCallFactAttribute()
    {
        if (!s_isThere.Value)
            Skip = "strace is not there, or may not trace.";
    }

    private static bool IsThere()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("strace", ["-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
