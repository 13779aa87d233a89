using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Platform;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>A checkpoint that this process has locked: the state from which the run starts, and the place to save to.</summary>
internal sealed class CheckpointStore : IDisposable
{
    private readonly IDisposable _lock;

    private CheckpointStore(CheckpointSettings settings, IDisposable fileLock, Checkpoint? saved)
    {
        Settings = settings;
        _lock = fileLock;
        IsResumed = saved is not null;
        Start = saved ?? new Checkpoint { Options = settings.Options, Inputs = settings.Inputs };
    }

    public CheckpointSettings Settings { get; }

    /// <summary>The saved state, or the empty one if nothing was saved.</summary>
    public Checkpoint Start { get; }

    /// <summary>Whether there is a saved state to resume from.</summary>
    public bool IsResumed { get; }

    /// <summary>Locks and loads a checkpoint.</summary>
    /// <exception cref="ToolException">
    /// Another process uses it, it cannot be read, or it was saved with other inputs or options.
    /// </exception>
    public static CheckpointStore Open(CheckpointSettings settings)
    {
        IDisposable fileLock = FileLock.Take(settings.Path);
        try
        {
            Checkpoint? saved = CheckpointFile.Load(settings.Path);
            if (saved is not null)
                RequireSame(settings, saved);

            return new CheckpointStore(settings, fileLock, saved);
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Save(Checkpoint checkpoint) => CheckpointFile.Save(Settings.Path, checkpoint);

    public void Dispose() => _lock.Dispose();

    private static void RequireSame(CheckpointSettings settings, Checkpoint saved)
    {
        const string Hint = "remove it to start over, or use another file";
        string path = settings.Path;
        if (settings.Inputs.Count != saved.Inputs.Count)
        {
            throw new ToolException(
                ExitCode.Usage, $"{path} was saved with {saved.Inputs.Count} inputs instead of {settings.Inputs.Count}; {Hint}");
        }

        foreach (string option in saved.Options.Keys.Union(settings.Options.Keys))
        {
            if (saved.Options.GetValueOrDefault(option) != settings.Options.GetValueOrDefault(option))
                throw new ToolException(ExitCode.Usage, $"{path} was saved with another {option}; {Hint}");
        }

        foreach ((InputIdentity before, InputIdentity now) in saved.Inputs.Zip(settings.Inputs))
        {
            if (before.DifferenceFrom(now) is string difference)
                throw new ToolException(ExitCode.Usage, $"{now.Path} has changed since {path} was saved: {difference}; {Hint}");
        }
    }
}
