using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Cli;

/// <summary>
/// Turns SIGINT (Ctrl-C) and SIGTERM into cancellation, so that the current batch is completed and written. A second signal ends the
/// process at once.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    // SIGXFSZ, which has no name in .NET.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    // Never unregistered: .NET handles a signal some time after it was sent, and without a handler ends the process even then.
    private static PosixSignalRegistration? s_fileTooLarge;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile int _exitCode;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Cli.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Cli.ExitCode.Terminated));

        // A write beyond the file size limit (ulimit -f) should fail, as on a full disk, instead of killing the process.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            s_fileTooLarge ??= PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code for the signal; 0 before there was one.</summary>
    public int ExitCode => _exitCode;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();

        // The source is not disposed: the handler of a signal may still be running.
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        if (_exitCode != 0)
            Environment.Exit(exitCode);

        _exitCode = exitCode;
        context.Cancel = true;
        _source.Cancel();
    }
}
