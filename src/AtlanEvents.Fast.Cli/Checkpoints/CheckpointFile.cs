using System.Text.Json;
using AtlanEvents.Fast.Cli.Platform;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>The file of a checkpoint. It is always a whole one: what is saved is written beside it, synced, and then takes its place.</summary>
internal static class CheckpointFile
{
    /// <returns>What was saved last; <see langword="null"/> if nothing was.</returns>
    /// <exception cref="ToolException">It cannot be read, or is none.</exception>
    public static Checkpoint? Load(string path)
    {
        try
        {
            if (!File.Exists(path))
                return null;

            Checkpoint? checkpoint = JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointJson.Default.Checkpoint);
            return checkpoint is { Version: Checkpoint.CurrentVersion } ? checkpoint : throw NoCheckpoint(path, null);
        }
        catch (JsonException exception)
        {
            throw NoCheckpoint(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot read {path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    /// <summary>Saves. Whatever happens meanwhile, the file then has what was saved before, or this.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public static void Save(string path, Checkpoint checkpoint)
    {
        string temporary = path + ".new";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(file, checkpoint, CheckpointJson.Default.Checkpoint);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            FolderSync.SyncFolderOf(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot write {path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    private static ToolException NoCheckpoint(string path, Exception? cause)
        => new(ExitCode.Usage, $"{path} is no checkpoint of this version of atlan-events. Name another file, or remove it to start anew.", cause);
}
