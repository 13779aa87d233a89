using System.Diagnostics.Tracing;

namespace AtlanEvents.Fast.Testing.Memory;

/// <summary>Tracks what the current thread rents from the shared pool and returns to it.</summary>
/// <remarks>The pool's events allocate while they are enabled, so no allocation test may run at the same time.</remarks>
internal sealed class RentedBuffers : EventListener
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<(int Id, int Length)> _rented = [];

    /// <summary>The number of buffers that were rented.</summary>
    public int Rents { get; private set; }

    /// <summary>The maximum number of bytes that were rented at a time.</summary>
    public long MaxRentedBytes { get; private set; }

    /// <summary>The number of buffers that have not been returned.</summary>
    public int Outstanding => _rented.Count;

    /// <summary>The number of returns of buffers that were not rented.</summary>
    public int WrongReturns { get; private set; }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // Called on the renting thread, possibly before the constructor has finished.
        if (_rented is null || Environment.CurrentManagedThreadId != _thread || eventData.Payload is not [int id, int length, ..])
            return;

        if (eventData.EventName == "BufferRented")
        {
            Rents++;
            _rented.Add((id, length));
            MaxRentedBytes = Math.Max(MaxRentedBytes, _rented.Sum(buffer => (long)buffer.Length));
        }
        else if (eventData.EventName == "BufferReturned" && !_rented.Remove((id, length)))
        {
            WrongReturns++;
        }
    }
}
