using System.IO.Pipelines;

namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>
/// A pipe that verifies its consumer: one <see cref="AdvanceTo(SequencePosition)"/> per read, with positions in the returned buffer, and
/// examined never moves back. Each read returns a copy, which is overwritten by AdvanceTo to detect spans that are used for too long.
/// </summary>
/// <param name="pieces">The segments of the input.</param>
/// <param name="piecesPerRead">The number of segments that each read adds.</param>
/// <param name="isSpurious">
/// Whether every other read returns nothing new (a spurious wake-up), reads complete on another thread, and completion is reported by a
/// separate read.
/// </param>
/// <param name="random">
/// If given, decides for each read: whether it is spurious or cancelled, with or without bytes, how many segments it adds, where it
/// completes, and whether completion is reported with the last bytes or separately.
/// </param>
public sealed class HostilePipeReader(
    ReadOnlyMemory<byte>[] pieces, int piecesPerRead = 1, bool isSpurious = false, Random? random = null) : PipeReader
{
    private const byte Poison = 0xDB;
    private const int MaxPiecesPerRead = 8;

    private readonly List<byte[]> _lent = [];
    private byte[] _unconsumed = [];
    private ReadOnlySequence<byte> _sequence;
    private int _next;
    private long _consumed;
    private long _examined;
    private bool _isLent;
    private bool _mustBringMore = true;
    private bool _wasSpurious;
    private bool _isCancelled;

    /// <summary>The number of reads that returned bytes.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether the consumer has completed the pipe.</summary>
    public bool IsCompletedByConsumer { get; private set; }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (random is null ? isSpurious : Happens(2))
            await Task.Yield();

        cancellationToken.ThrowIfCancellationRequested();
        _ = TryRead(out ReadResult result);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        Assert.False(_isLent, "A read was started before the last one was given back.");
        Assert.False(IsCompletedByConsumer, "A read was started after the pipe was completed.");
        Reads++;
        _isLent = true;

        _isCancelled |= Happens(8);
        _wasSpurious = random is null ? isSpurious && !_wasSpurious : Happens(4);
        bool bringsMore = _mustBringMore && !_wasSpurious && (!_isCancelled || Happens(2));
        var added = new List<byte[]>();
        for (int left = random?.Next(1, MaxPiecesPerRead) ?? piecesPerRead; bringsMore && left > 0 && _next < pieces.Length; left--)
            added.Add(pieces[_next++].ToArray());

        if (_unconsumed.Length > 0)
            _lent.Add(_unconsumed);

        _lent.AddRange(added);
        _sequence = Segment.Join(_lent.Select(bytes => (ReadOnlyMemory<byte>)bytes));
        bool isEndSeparate = random is null ? isSpurious : Happens(2);
        bool isAtEnd = _next == pieces.Length && (!isEndSeparate || added.Count == 0);
        result = new ReadResult(_sequence, _isCancelled, isAtEnd);
        _isCancelled = false;
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Assert.True(_isLent, "Bytes were given back twice.");
        _isLent = false;

        // GetOffset throws if a position does not belong to the sequence.
        long consumedHere = _sequence.GetOffset(consumed);
        long examinedHere = _sequence.GetOffset(examined);
        Assert.True(consumedHere <= examinedHere, "Consumed is greater than examined.");
        Assert.True(_consumed + examinedHere >= _examined, "Examined went back.");

        _unconsumed = _sequence.Slice(consumedHere).ToArray();
        _mustBringMore = examinedHere == _sequence.Length;
        _consumed += consumedHere;
        _examined = _consumed + examinedHere - consumedHere;

        foreach (byte[] bytes in _lent)
            bytes.AsSpan().Fill(Poison);

        _lent.Clear();
    }

    public override void CancelPendingRead() => _isCancelled = true;

    public override void Complete(Exception? exception = null)
    {
        Assert.False(_isLent, "The pipe was completed before the last read was given back.");
        IsCompletedByConsumer = true;
    }

    // Only randomised pipes cancel reads.
    private bool Happens(int onceIn) => random?.Next(onceIn) == 0;
}
