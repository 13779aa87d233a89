using System.Diagnostics.Tracing;

namespace AtlanEvents.Fast.Testing.Memory;

/// <summary>Watches what the thread that made it rents from the shared pool and gives back.</summary>
/// <remarks>The pool tells of it only while somebody listens, and then allocates: no test that measures may run beside.</remarks>
internal sealed class RentedBuffers : EventListener
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<(int Id, int Length)> _rented = [];

    /// <summary>How many buffers were rented.</summary>
    public int Rents { get; private set; }

    /// <summary>How many bytes were rented at a time, at most.</summary>
    public long MostBytes { get; private set; }

    /// <summary>How many are not given back yet.</summary>
    public int Outstanding => _rented.Count;

    /// <summary>How many were given back that were not rented, or not any more.</summary>
    public int WrongReturns { get; private set; }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // Called on the thread that rents, and possibly before this object is whole.
        if (_rented is null || Environment.CurrentManagedThreadId != _thread || eventData.Payload is not [int id, int length, ..])
            return;

        if (eventData.EventName == "BufferRented")
        {
            Rents++;
            _rented.Add((id, length));
            MostBytes = Math.Max(MostBytes, _rented.Sum(buffer => (long)buffer.Length));
        }
        else if (eventData.EventName == "BufferReturned" && !_rented.Remove((id, length)))
        {
            WrongReturns++;
        }
    }
}
