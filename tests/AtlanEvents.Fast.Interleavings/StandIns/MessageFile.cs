namespace AtlanEvents.Fast.Cli.Receiving.Files;

/// <summary>A file in memory. A write is in two steps, between which nothing is synced.</summary>
internal sealed class MessageFile : IDisposable
{
    private readonly string _path;

    private MessageFile(string path) => _path = path;

    public long Length => Synced.Length;

    public long RepairedBytes => 0;

    /// <summary>Everything that is synced, of the file that was opened last.</summary>
    public static string Synced { get; private set; } = "";

    /// <summary>The number of writes until one fails; negative for none.</summary>
    public static int WritesUntilFailure { get; set; }

    public static MessageFile Open(string path) => new(path);

    /// <summary>Empties the file.</summary>
    /// <param name="writesUntilFailure">The number of writes until one fails; negative for none.</param>
    public static void Reset(int writesUntilFailure) => (Synced, WritesUntilFailure) = ("", writesUntilFailure);

    public void Append(ReadOnlySpan<byte> lines)
    {
        string text = Encoding.UTF8.GetString(lines);
        Thread.Yield();
        if (WritesUntilFailure-- == 0)
            throw new ToolException(ExitCode.InputOutput, $"cannot write {_path}");

        // What is written must not change during the write.
        if (text != Encoding.UTF8.GetString(lines))
            throw new InvalidOperationException("the batch changed while it was written");

        Synced += text;
    }

    public void Dispose()
    {
    }
}

/// <summary>Rotates nothing.</summary>
internal sealed class RotatedFiles : IAsyncDisposable
{
    public RotatedFiles(FileSettings settings, Microsoft.Extensions.Logging.ILogger log)
    {
    }

    public void Add(DateTime time)
    {
    }

    public void ResumeCompression()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
