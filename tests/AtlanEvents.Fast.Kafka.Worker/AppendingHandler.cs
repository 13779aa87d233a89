using System.Diagnostics;
using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Handling;

namespace AtlanEvents.Fast.Kafka.Worker;

/// <summary>Fails at random, otherwise appends each event to a file as <c>time guid qualifiedName</c>, one write per event.</summary>
internal sealed class AppendingHandler(string path) : IEventRecordHandler, IDisposable
{
    private const double FailureRate = 0.1;

    // Unbuffered: what was written survives the process.
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _lock = new();

    public async ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
    {
        if (Random.Shared.NextDouble() < FailureRate)
            throw new TimeoutException();

        await Task.Yield();

        // The clock is the same in all processes of a machine.
        string line = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()} {record.Guid} {record.QualifiedName}\n");
        lock (_lock)
            _file.Write(Encoding.UTF8.GetBytes(line));
    }

    public void Dispose() => _file.Dispose();
}
