using System.Text.Json;
using System.Text.Json.Serialization;
using AtlanEvents.Fast.Cli.Platform;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>Loads and saves checkpoints. A save replaces the file atomically: it writes and syncs a new file, then renames it.</summary>
internal static class CheckpointFile
{
    /// <returns>The checkpoint; <see langword="null"/> if there is no file.</returns>
    /// <exception cref="ToolException">The file cannot be read, or is not a checkpoint.</exception>
    public static Checkpoint? Load(string path)
    {
        try
        {
            if (!File.Exists(path))
                return null;

            Checkpoint? checkpoint = JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointJson.Default.Checkpoint);
            checkpoint?.Point?.Place.Validate();
            return checkpoint is { Version: Checkpoint.CurrentVersion } ? checkpoint : throw NotACheckpoint(path, null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw NotACheckpoint(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.InputOutput, $"cannot read {path}: {SystemMessage.Of(exception)}", exception);
        }
    }

    /// <summary>Saves a checkpoint. If the process or machine crashes, the file contains either the old or the new one.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
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

    private static ToolException NotACheckpoint(string path, Exception? cause) => new(
        ExitCode.Usage,
        $"{path} is not a checkpoint of this version of atlan-events; use another file, or remove it to start over",
        cause);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Checkpoint))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
