using System.Diagnostics;
using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Handling;

namespace AtlanEvents.Fast.Kafka.Worker;

/// <summary>Appends each event to a file as <c>time guid qualifiedName</c>, one write per event. Sometimes fails or is slow.</summary>
/// <remarks>While a slow event is unfinished, later ones finish: an offset that is committed too early is then lost with a kill.</remarks>
internal sealed class AppendingHandler(string path) : IEventRecordHandler, IDisposable
{
    private const double FailureRate = 0.1;
    private const double SlowRate = 0.005;
    private const int MaxDelay = 200;

    // Unbuffered: what was written survives the process.
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _lock = new();

    public async ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
    {
        if (Random.Shared.NextDouble() < FailureRate)
            throw new TimeoutException();

        if (Random.Shared.NextDouble() < SlowRate)
            await Task.Delay(Random.Shared.Next(MaxDelay), cancellationToken);
        else
            await Task.Yield();

        // The clock is the same in all processes of a machine.
        string line = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()} {record.Guid} {record.QualifiedName}\n");
        lock (_lock)
            _file.Write(Encoding.UTF8.GetBytes(line));
    }

    public void Dispose() => _file.Dispose();
}
