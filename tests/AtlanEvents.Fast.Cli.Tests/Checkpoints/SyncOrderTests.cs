using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Tests.Checkpoints;

/// <summary>The order of system calls that makes a checkpoint safe: sync outputs, sync the new file, rename it, sync the folder.</summary>
public sealed partial class SyncOrderTests : FileTests
{
    [SystemCallFact]
    [Trait("Behaviour", "kill")]
    public async Task A_checkpoint_is_replaced_only_after_the_outputs_are_on_disk()
    {
        string dump = Folder.Write("dump.ndjson", TemporaryFolder.Gunzip(Repository.BulkDelete));
        string log = Folder.PathOf("calls");
        string[] command =
        [
            "-f", "-y", "-e", "trace=fsync,rename,renameat,renameat2", "-o", log,
            Repository.ToolPath, "replay", "--to", Folder.PathOf("out"), "--dead-letter", Folder.PathOf("dead"),
            "--checkpoint", Folder.PathOf("checkpoint"), "--checkpoint-interval", "0", dump,
        ];
        Assert.Equal(0, (await Shell.RunAsync("strace", command)).ExitCode);

        string folder = Path.GetDirectoryName(log)!;
        string[] calls = [.. File.ReadLines(log).Select(call => Describe(call, folder)).OfType<string>()];
        string[] expected = ["sync out", "sync dead", "sync checkpoint.new", "rename", "sync folder"];
        Assert.NotEmpty(calls);
        Assert.Equal(0, calls.Length % expected.Length);
        for (int i = 0; i < calls.Length; i += expected.Length)
            Assert.Equal(expected, calls[i..(i + expected.Length)]);
    }

    private static string? Describe(string call, string folder)
    {
        if (call.Contains("rename", StringComparison.Ordinal) && call.Contains("checkpoint.new", StringComparison.Ordinal))
            return "rename";

        Match sync = SyncCall().Match(call);
        if (!sync.Success)
            return null;

        string path = sync.Groups[1].Value;
        return path == folder ? "sync folder" : $"sync {Path.GetFileName(path)}";
    }

    // Matches, for example: 4711  fsync(21</tmp/x/out>) = 0
    [GeneratedRegex(@"fsync\(\d+<([^>]*)>\)? ")]
    private static partial Regex SyncCall();
}

/// <summary>A test that traces system calls; skipped if strace is missing or not permitted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemCallFactAttribute : Xunit.FactAttribute
{
    private static readonly Lazy<bool> s_canTrace = new(() => Shell.Has("strace") && Shell.Run("strace", "-o", "/dev/null", "true") == 0);

    public SystemCallFactAttribute() => Skip = s_canTrace.Value ? null : "strace is not installed, or may not trace.";
}
