using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Utf8Json;
using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Memory;
using AtlanEvents.Fast.Testing.Reading;
using AtlanEvents.Fast.Testing.Segments;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>
/// Verifies that memory is never read beyond its ends: every case is placed directly before and directly after a protected page, and
/// read on every path by a warm engine and by a new one.
/// </summary>
/// <remarks>The results are compared with those of the reference over ordinary memory.</remarks>
internal sealed class GuardPageReads : IDisposable
{
    private const int GuardedBytes = 16 * 1024;

    private static readonly EventReaderOptions s_reference = new() { Engine = EventEngine.Utf8Json };

    private readonly Breadcrumb _breadcrumb;
    private readonly GuardedMemory _memory = new(GuardedBytes);
    private readonly int _vectorBits;
    private readonly byte[] _bulk = TestLines.BulkDelete(20)[^1];
    private readonly byte[] _mixed = TestLines.Mixed(1)[0];
    private readonly byte[][] _bulkLast;
    private readonly byte[][] _mixedLast;
    private readonly byte[] _inputBulkLast;
    private readonly byte[] _inputMixedLast;
    private readonly Utf8JsonEngine _reference = new(false);
    private readonly ReadWay _referenceWay = new(EngineChoice.Reference, ReadPath.Enumerate);
    private readonly LineCollector _faults = new();
    private EventReaderOptions _options;
    private LineEngine _warm;
    private int _reads;
    private int _fastPathLines;

    public GuardPageReads(int vectorBits, Breadcrumb breadcrumb)
    {
        _vectorBits = vectorBits;
        _breadcrumb = breadcrumb;

        // Lines that differ in every value, so that an engine learns all values as variable; with types of all lengths.
        var random = new Random(1);
        byte[][] ofMixed = [.. Enumerable.Range(0, 6).Select(_ => SameShape.Of(_mixed, random)), _mixed];
        byte[][] ofBulk =
            [.. GuardPageCases.OfOtherTypes(_bulk), .. Enumerable.Range(0, 6).Select(_ => SameShape.Of(_bulk, random)), _bulk];
        _bulkLast = Warmth.WithRoom([.. ofMixed, .. ofBulk]);
        _mixedLast = Warmth.WithRoom([.. ofBulk, .. ofMixed]);
        _inputBulkLast = TestLines.Join([.. ofMixed, .. ofBulk]);
        _inputMixedLast = TestLines.Join([.. ofBulk, .. ofMixed]);
        _options = new EventReaderOptions
        {
            Engine = EventEngine.Fast,
            EnginePool = new EventEnginePool(),
            FaultHandler = (in LineFault fault) => _faults.Add(fault),
        };
        _warm = NewEngine();
    }

    public void Run()
    {
        AssertReadersHaveWidth();
        foreach (byte[] line in TestLines.Split(_inputBulkLast).Concat(TestLines.Split(_inputMixedLast)))
            Assert.Equal(LineOutcome.Event, Parsing.Parse(line, out _, _options).Outcome);

        // First with engines that have learned the good lines, then with new engines.
        List<(string Name, byte[] Bytes, LineVerdict Verdict)> cases = Judge();
        foreach ((string name, byte[] bytes, LineVerdict verdict) in cases)
            ReadOnBothSides($"{name}, warm", bytes, verdict, isWarm: true);

        foreach ((string name, byte[] bytes, LineVerdict verdict) in cases)
            ReadOnBothSides($"{name}, cold", bytes, verdict, isWarm: false);

        Console.WriteLine($"{_vectorBits} bits: {cases.Count} cases, {_reads} reads, {_fastPathLines} fast-path lines at the page's edge");
        Assert.InRange(cases.Count, 20_000, 100_000);

        // At the end of a page, the last part of a line cannot be compared with whole vectors; elsewhere it can.
        Assert.InRange(_fastPathLines, 500, _reads);
    }

    public void Dispose() => ((IDisposable)_memory).Dispose();

    /// <summary>Reads one byte too many, on purpose. This must crash the process; otherwise the guard does not work.</summary>
    public static void ReadOutside(Breadcrumb breadcrumb, string side)
    {
        using IMemoryOwner<byte> owner = new GuardedMemory(1);
        var memory = (GuardedMemory)owner;
        breadcrumb.Drop(side);
        Assert.Equal((byte)'1', memory.AtStart("1"u8).Span[0]);
        Assert.Equal((byte)'1', memory.AtEnd("1"u8).Span[0]);
        ref byte first = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(memory.GetSpan());
        int at = side == "before" ? -1 : side == "after" ? memory.GetSpan().Length : 0;
        Console.WriteLine($"read {System.Runtime.CompilerServices.Unsafe.Add(ref first, at)}");
    }

    private LineEngine NewEngine() => EngineCheck.CreateEngine(_vectorBits, false);

    private void AssertReadersHaveWidth()
    {
        EventReader reader = EventReader.Create(Stream.Null, _options);
        Assert.Equal(_vectorBits, reader.VectorBits);
    }

    /// <summary>
    /// All cases with and without a newline, and the results of the reference, computed on another thread so that this thread keeps its
    /// engine.
    /// </summary>
    private List<(string Name, byte[] Bytes, LineVerdict Verdict)> Judge()
    {
        var cases = new List<(string, byte[], LineVerdict)>();
        var thread = new Thread(() =>
        {
            foreach ((string name, byte[] bytes) in GuardPageCases.All(_bulk, _mixed))
            {
                byte[] terminated = [.. bytes, (byte)'\n'];
                cases.Add((name, bytes, Parsing.Parse(bytes, out _, s_reference)));
                cases.Add(($"{name}, newline", terminated, Parsing.Parse(terminated, out _, s_reference)));
            }
        });
        thread.Start();
        thread.Join();
        return cases;
    }

    private void ReadOnBothSides(string name, byte[] bytes, LineVerdict verdict, bool isWarm)
    {
        ReadingResult expected = _referenceWay.Read(bytes);

        // The engine should expect the shape of the case next, if it has one.
        bool isMixed = bytes.AsSpan().CommonPrefixLength(_mixed) > bytes.AsSpan().CommonPrefixLength(_bulk);
        Read($"{name}, at the end", _memory.AtEnd(bytes));
        Read($"{name}, at the start", _memory.AtStart(bytes));

        void Read(string place, ReadOnlyMemory<byte> memory)
        {
            ReadByEngine(place, isWarm ? WarmEngine(isMixed) : NewEngine(), memory.Span);
            if (isWarm)
            {
                // The parser has its own engine; two good lines keep it learning.
                Warmth.WarmPool(isMixed ? _inputMixedLast : _inputBulkLast, _options);
                ReadByReaders(place, memory, expected);
                Parsing.Parse(_mixed, out _, _options);
                Parsing.Parse(isMixed ? _mixed : _bulk, out _, _options);
            }
            else
            {
                _options = _options with { EnginePool = new EventEnginePool() };
                ReadByReaders(place, memory, expected);
                _options = _options with { EnginePool = new EventEnginePool() };
            }

            Parse(place, memory.Span, verdict);
        }
    }

    /// <summary>Creates an engine that has learned all good lines.</summary>
    private LineEngine WarmEngine(bool isMixedNext)
    {
        byte[][] lines = isMixedNext ? _mixedLast : _bulkLast;
        if (!Warmth.TryWarm(_warm, lines))
        {
            _warm = NewEngine();
            Assert.True(Warmth.TryWarm(_warm, lines), "A new engine does not learn two kinds of lines.");
        }

        return _warm;
    }

    private void ReadByEngine(string name, LineEngine engine, ReadOnlySpan<byte> bytes)
    {
        _breadcrumb.Drop($"TryReadLine, {_vectorBits} bits, {name}");
        if (engine.TryReadLine(bytes, out int length, out LocatedLine located))
        {
            Assert.True(bytes[length..].StartsWith("\n"u8) || bytes[length..].StartsWith("\r\n"u8), $"{name}: no newline after the line.");
            Assert.False(bytes[..length].Contains((byte)'\n'), $"{name}: two lines.");
            new EngineCheck(engine).Compare(bytes[..length], LineFaultReason.None, located, name);
            _fastPathLines++;
        }

        _reads++;

        // A framed line has no newline at its end and is not blank.
        ReadOnlySpan<byte> line = bytes.TrimEnd("\r\n"u8);
        if (line.IndexOfAnyExcept(" \t\r\n"u8) < 0 || line.Length < bytes.Length - 1)
            return;

        _breadcrumb.Drop($"Locate, {_vectorBits} bits, {name}");
        LineFaultReason reason = engine.Locate(line, out located);
        new EngineCheck(engine).Compare(line, reason, located, name);
        _reads++;
    }

    private void ReadByReaders(string name, ReadOnlyMemory<byte> bytes, ReadingResult expected)
    {
        _breadcrumb.Drop($"Enumerate, {_vectorBits} bits, {name}");
        _faults.Lines.Clear();
        using (EventEnumerator events = EventParser.Enumerate(bytes.Span, _options))
        {
            while (events.MoveNext())
                _faults.Add(events.Current, events.Current.LineNumber, events.Current.ByteOffset);

            ReadingResult.AssertEqual(expected, new ReadingResult(_faults.Lines, CountsSnapshot.Of(events.Counts)), name);
            _fastPathLines += (int)events.Counts.LinesBy(LinePath.Fast);
        }

        // With fewer bytes, a byte order mark cannot be excluded.
        _reads++;
        if (bytes.Length < 4)
            return;

        _breadcrumb.Drop($"EventReader, {_vectorBits} bits, {name}");
        _faults.Lines.Clear();
        var pipe = new PrebuiltPipeReader([new ReadOnlySequence<byte>(bytes)]);
        EventReader reader = EventReader.Create(pipe, _options);
        Assert.True(reader.ReadAsync().AsTask().GetAwaiter().GetResult());
        while (reader.TryRead(out EventView view))
            _faults.Add(view, view.LineNumber, view.ByteOffset);

        // The pipe has not completed, so a line without a newline may continue.
        bool isTerminated = bytes.Span.EndsWith("\n"u8);
        IEnumerable<LineResult> whole = isTerminated ? expected.Lines : expected.Lines.Where(line => line.Number < expected.Counts.Lines);
        Assert.Equal(whole, _faults.Lines);
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _reads++;
    }

    private void Parse(string name, ReadOnlySpan<byte> bytes, LineVerdict expected)
    {
        _breadcrumb.Drop($"Parse, {_vectorBits} bits, {name}");
        LineVerdict verdict = Parsing.Parse(bytes, out EventView view, _options);
        Assert.True(expected == verdict, $"{name}: expected {expected}, but it is {verdict}.");
        if (verdict.Outcome == LineOutcome.Event)
            Assert.True(view.Line.SequenceEqual(bytes.TrimEnd("\r\n"u8)) || bytes.TrimEnd("\r\n"u8).Length < view.Line.Length);

        _reads++;
    }
}
