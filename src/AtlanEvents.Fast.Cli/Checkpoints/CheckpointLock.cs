namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>Sees to it that one process at a time works with a checkpoint. The system lets go of it however the process ends.</summary>
/// <remarks>
/// It is a file beside the checkpoint, <c>FILE.lock</c>, which stays: a checkpoint is replaced by each that follows, and a lock that can be
/// removed can be held twice.
/// </remarks>
internal sealed class CheckpointLock : IDisposable
{
    private readonly FileStream _file;

    private CheckpointLock(FileStream file) => _file = file;

    /// <exception cref="ToolException">Another process has it, or it cannot be made.</exception>
    public static CheckpointLock Take(string checkpoint)
    {
        string path = checkpoint + ".lock";
        try
        {
            return new CheckpointLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ToolException(ExitCode.Stopped, $"another atlan-events is at work with {checkpoint}: wait until it is done, or stop it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot write {path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
