using System.Buffers;
using System.IO.Pipelines;
using Xunit;

namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>
/// A pipe that is strict with its consumer: one <see cref="AdvanceTo(SequencePosition)"/> for each read, positions within what
/// was lent, examined never going back. It lends a copy each time and overwrites it when it is given back, so that a span which
/// is used for too long shows.
/// </summary>
/// <param name="pieces">The input; each becomes a segment.</param>
/// <param name="piecesPerRead">How many segments a read adds.</param>
/// <param name="isUneasy">
/// Whether every other read brings nothing new (a spurious wake-up), reads complete on another thread, and the end comes in a
/// read of its own.
/// </param>
/// <param name="moods">
/// If given, decides all this anew for each read: whether it is spurious or cancelled, with bytes or without, how many segments it
/// adds, where it completes, and whether the end comes with the last bytes or alone.
/// </param>
public sealed class HostilePipeReader(ReadOnlyMemory<byte>[] pieces, int piecesPerRead = 1, bool isUneasy = false, Random? moods = null) : PipeReader
{
    private const byte Poison = 0xDB;
    private const int MostPiecesPerRead = 8;

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

    /// <summary>How many times bytes were lent.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether the consumer said that it has finished.</summary>
    public bool IsCompletedByConsumer { get; private set; }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (moods is null ? isUneasy : Happens(2))
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
        _wasSpurious = moods is null ? isUneasy && !_wasSpurious : Happens(4);
        bool bringsMore = _mustBringMore && !_wasSpurious && (!_isCancelled || Happens(2));
        var added = new List<byte[]>();
        for (int left = moods?.Next(1, MostPiecesPerRead) ?? piecesPerRead; bringsMore && left > 0 && _next < pieces.Length; left--)
            added.Add(pieces[_next++].ToArray());

        if (_unconsumed.Length > 0)
            _lent.Add(_unconsumed);

        _lent.AddRange(added);
        _sequence = Segment.Join(_lent.Select(bytes => (ReadOnlyMemory<byte>)bytes));
        bool isEndAlone = moods is null ? isUneasy : Happens(2);
        bool isAtEnd = _next == pieces.Length && (!isEndAlone || added.Count == 0);
        result = new ReadResult(_sequence, _isCancelled, isAtEnd);
        _isCancelled = false;
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Assert.True(_isLent, "Bytes were given back twice.");
        _isLent = false;

        // GetOffset throws if a position is none of this sequence's.
        long consumedHere = _sequence.GetOffset(consumed);
        long examinedHere = _sequence.GetOffset(examined);
        Assert.True(consumedHere <= examinedHere, "Consumed is behind examined.");
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

    // Never, but where moods decide.
    private bool Happens(int onceIn) => moods?.Next(onceIn) == 0;
}
