using System.Diagnostics;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Framing;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Partitions;

/// <summary>
/// Reads the events of a file or of bytes in memory on several threads. Outcomes, line numbers, offsets, counts and faults are those of
/// <see cref="EventReader"/>.
/// </summary>
/// <remarks>
/// The input is cut into partitions at newlines. Each thread reads partitions with an engine of its own and makes a result of each; the
/// results are merged by one thread at a time, in the order of the input. A compressed message or a part of a split one ends its partition:
/// the rest of it is read when all earlier results are merged. A stream of such messages is therefore read by one thread at a time.
/// Allocates a few objects per partition, and none per event.
/// <code>
/// using var reader = PartitionedReader.OpenFile("dump.ndjson");
/// long purges = 0;
/// reader.Read(
///     partition =>
///     {
///         long count = 0;
///         while (partition.TryRead(out EventView e))
///             count += e.IsPurge ? 1 : 0;
///
///         return count;
///     },
///     count => purges += count);
/// </code>
/// </remarks>
public sealed class PartitionedReader : IDisposable
{
    private readonly PartitionSource _source;
    private readonly PartitionOptions _options;
    private readonly EngineSettings _engine;
    private readonly ResumePoint? _resume;
    private Func<ResumePoint>? _getResumePoint;

    private PartitionedReader(Func<PartitionSource> open, PartitionOptions? options, ResumePoint? resume)
    {
        resume?.Validate();
        _resume = resume;
        Counts.StartAt(resume?.ByteOffset ?? 0);
        _options = options ?? PartitionOptions.Default;
        _engine = EngineFactory.Resolve(_options.Lines);
        _source = open();
    }

    /// <summary>
    /// The counts of the lines whose results were merged. Read them in <c>merge</c> or after reading; with
    /// <see cref="PartitionOptions.MergesInAnyOrder"/> only after reading.
    /// </summary>
    public ReadCounts Counts { get; } = new();

    /// <inheritdoc cref="EventReader.Engine"/>
    public EventEngine Engine => _engine.Kind;

    /// <inheritdoc cref="EventReader.VectorBits"/>
    public int VectorBits => _engine.VectorBits;

    /// <summary>The length of the input in bytes when it was opened. Bytes appended later are not read.</summary>
    public long Length => _source.Length;

    /// <summary>Opens a regular file. A pipe or device has no positions to read at: use <see cref="EventReader"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The defaults if null.</param>
    /// <exception cref="IOException">The file cannot be opened; or other exceptions of <see cref="File.OpenHandle"/>.</exception>
    /// <exception cref="ArgumentException">The options or the environment name an engine that does not exist.</exception>
    public static PartitionedReader OpenFile(string path, PartitionOptions? options = null)
        => new(() => FileSource.Open(path), options, resume: null);

    /// <summary>Creates a reader of bytes in memory.</summary>
    /// <param name="bytes">NDJSON. They must not change while they are read.</param>
    /// <param name="options">The defaults if null.</param>
    /// <exception cref="ArgumentException">The options or the environment name an engine that does not exist.</exception>
    public static PartitionedReader Create(ReadOnlyMemory<byte> bytes, PartitionOptions? options = null)
        => new(() => new MemorySource(bytes), options, resume: null);

    /// <summary>
    /// Opens a regular file to continue where another reader stopped, as <see cref="EventReader.Resume(Stream, ResumePoint,
    /// EventReaderOptions?, bool)"/> does.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="point">The point from <see cref="GetResumePoint"/>, or from an <see cref="EventReader"/> of the same input.</param>
    /// <param name="options">The same options for lines as those of the other reader.</param>
    /// <exception cref="ArgumentException">
    /// The point is not one that a reader returned. Or the options or the environment name an engine that does not exist.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened; or other exceptions of <see cref="File.OpenHandle"/>.</exception>
    public static PartitionedReader ResumeFile(string path, ResumePoint point, PartitionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new PartitionedReader(() => FileSource.Open(path), options, point);
    }

    /// <summary>Creates a reader of bytes in memory that continues where another reader stopped.</summary>
    /// <param name="bytes">The whole input. It must not change while it is read.</param>
    /// <param name="point">The point from <see cref="GetResumePoint"/>, or from an <see cref="EventReader"/> of the same input.</param>
    /// <param name="options">The same options for lines as those of the other reader.</param>
    /// <exception cref="ArgumentException">
    /// The point is not one that a reader returned. Or the options or the environment name an engine that does not exist.
    /// </exception>
    public static PartitionedReader Resume(ReadOnlyMemory<byte> bytes, ResumePoint point, PartitionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new PartitionedReader(() => new MemorySource(bytes), options, point);
    }

    /// <summary>Reads the whole input. Returns when every result is merged. May be called once.</summary>
    /// <typeparam name="TResult">What is made of a partition.</typeparam>
    /// <param name="read">
    /// Reads the events of a partition and makes a result of them. Called by several threads at once. Events that it leaves unread are
    /// counted and skipped.
    /// </param>
    /// <param name="merge">Takes a result. Called by one thread at a time, which may be another one each time.</param>
    /// <param name="cancellationToken">Stops the reading between two partitions.</param>
    /// <exception cref="EventFormatException">
    /// The input is UTF-16 or UTF-32; or a line was rejected, there is no fault handler, and all results before it were merged.
    /// </exception>
    /// <exception cref="IOException">
    /// The input cannot be read. All results before that place were merged, and incomplete messages were rejected.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The input was read before.</exception>
    /// <remarks>
    /// An exception of <paramref name="read"/>, <paramref name="merge"/> or the fault handler ends the reading. In input order, everything
    /// before its place in the input was merged, and nothing after it is; for that, <paramref name="read"/> may be called again with the
    /// lines up to a rejected one.
    /// </remarks>
    public void Read<TResult>(Func<EventPartition, TResult> read, Action<TResult> merge, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(merge);
        if (_getResumePoint is not null)
            throw new InvalidOperationException("The input was read before.");

        using var run = new PartitionRun<TResult>(_source, GetStart(), _options, Counts, read, merge, cancellationToken);
        _getResumePoint = run.GetResumePoint;
        Activity? trace = ReadTrace.Start();
        try
        {
            run.Run(isResumed: _resume is not null);
        }
        finally
        {
            ReadTrace.End(trace, Counts);
            ResumePoint end = run.GetResumePoint();
            _getResumePoint = () => end;
        }
    }

    /// <summary>
    /// Returns the point after the results merged so far, from which another reader can continue. Call it in <c>merge</c>, where the result
    /// that it receives is included, or after reading.
    /// </summary>
    /// <returns>An object of plain values, which can be serialised. Allocates it.</returns>
    /// <exception cref="InvalidOperationException">
    /// Reading has not begun; or results are merged in any order, so that there is no such point.
    /// </exception>
    public ResumePoint GetResumePoint()
    {
        if (_getResumePoint is null || _options.MergesInAnyOrder)
            throw new InvalidOperationException("Nothing was merged in input order.");

        return _getResumePoint();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>The point from which to read: the one to resume from, or the start of the first line.</summary>
    private ResumePoint GetStart()
    {
        if (_resume is { ReadFrom: > 0 })
            return _resume;

        byte[] start = new byte[ByteOrderMark.MaxLength];
        _ = ByteOrderMark.TryMeasure(_source.Read(0, start.Length, start).Span, isWhole: true, out int preamble);
        ResumePoint point = _resume ?? new ResumePoint { ByteOffset = 0, LinesBefore = 0, ReadFrom = 0, ReadFromLinesBefore = 0 };
        return point with { ReadFrom = preamble, ByteOffset = Math.Max(preamble, point.ByteOffset) };
    }
}
