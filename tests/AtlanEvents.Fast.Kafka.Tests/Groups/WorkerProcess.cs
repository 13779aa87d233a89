using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Kafka.Tests.Groups;

/// <summary>A consumer in a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int SigKill = 9;
    private const int SigContinue = 18;
    private const int SigStop = 19;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    /// <param name="topic">The topic to consume.</param>
    /// <param name="protocol">The protocol of the group.</param>
    /// <param name="file">The file to which it appends what it handled.</param>
    public WorkerProcess(TestTopic topic, GroupProtocol protocol, string file)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            [ProgramPath, topic.Cluster.BootstrapServers, topic.Name, topic.Group, $"{protocol}", file])
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <summary>The end of its log.</summary>
    public string Log => $"process {_process.Id}:\n{string.Join('\n', _log.TakeLast(40))}\n";

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    private static string ProgramPath
    {
        get
        {
            string output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
            string configuration = Path.GetFileName(Path.GetDirectoryName(output)!);
            string tests = Path.GetFullPath(Path.Combine(output, "..", "..", "..", ".."));
            const string Worker = "AtlanEvents.Fast.Kafka.Worker";
            return Path.Combine(tests, Worker, "bin", configuration, "net10.0", $"{Worker}.dll");
        }
    }

    /// <summary>Ends the process without notice.</summary>
    public void Kill()
    {
        Send(SigKill);
        _process.WaitForExit();
    }

    /// <summary>Freezes the process, with its heartbeats.</summary>
    public void Freeze() => Send(SigStop);

    public void Thaw() => Send(SigContinue);

    /// <summary>Asks the process to stop, and waits for it.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TestTopic.Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_process.HasExited, $"Did not stop: {Log}");
        Assert.True(_process.ExitCode == 0, Log);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();

        _process.Dispose();
    }

    private void Send(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
