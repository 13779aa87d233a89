using AtlanEvents.Fast.Kafka.Tests.Groups;

namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>A consumer process, and the file to which it appends the events that it handled.</summary>
internal sealed class HandledFile : IDisposable
{
    private readonly string _path;
    private readonly SoakEvents _events;
    private readonly Lock _lock = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private long _read;

    public HandledFile(TestTopic topic, string path, SoakEvents events)
    {
        (_path, _events) = (path, events);
        Consumer = new WorkerProcess(topic, GroupProtocol.Consumer, path);
    }

    public WorkerProcess Consumer { get; }

    /// <summary>Marks the events that were added to the file.</summary>
    public void Read()
    {
        lock (_lock)
        {
            if (!File.Exists(_path))
                return;

            using FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Position = _read;
            while (file.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false) is int length and > 0)
            {
                // A last line that is not complete is read again, and does not count if it never is.
                int end = _buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (end == 0)
                    return;

                foreach (ReadOnlySpan<char> line in Encoding.UTF8.GetString(_buffer, 0, end - 1).AsSpan().EnumerateLines())
                    _events.SetHandled(line[(line.LastIndexOf(' ') + 1)..]);

                _read += end;
                file.Position = _read;
            }
        }
    }

    /// <summary>Ends the process without notice, if it runs, and deletes the file after reading all of it.</summary>
    public void Dispose()
    {
        Consumer.Dispose();
        Read();
        File.Delete(_path);
    }
}
