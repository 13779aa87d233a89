using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Utf8Json;

namespace AtlanEvents.Fast.Testing.Engines;

/// <summary>Compares an engine with the reference line by line, and fails at the first difference.</summary>
internal sealed class EngineCheck(LineEngine engine)
{
    // The bytes after a line must not affect it.
    private static readonly byte[] s_suffix = [.. "\n{\"message\":{\"entity\":{}}}\n"u8, .. new byte[200]];

    private readonly Utf8JsonEngine _reference = new(engine.Settings.AllowDuplicateFields);
    private byte[] _memory = [];

    /// <summary>Checks a new fast engine.</summary>
    public EngineCheck(int vectorBits, bool duplicates = false)
        : this(EngineCheck.CreateEngine(vectorBits, duplicates))
    {
    }

    /// <summary>Creates a fast engine that has learned nothing.</summary>
    public static LineEngine CreateEngine(int vectorBits, bool allowDuplicateFields = false)
        => EngineFactory.Create(new EngineSettings(EventEngine.Fast, vectorBits, allowDuplicateFields));

    /// <summary>The number of lines checked.</summary>
    public int Lines { get; private set; }

    /// <summary>The number of well-formed lines.</summary>
    public int Accepted { get; private set; }

    /// <summary>The number of lines that the engine framed and located in one step.</summary>
    public int Direct { get; private set; }

    /// <summary>The number of fast-path lines.</summary>
    public int Fast { get; private set; }

    /// <summary>Reads a line in memory, followed by others, and as a framed line if it did not take the fast path.</summary>
    /// <param name="line">One line; blank lines are ignored.</param>
    /// <param name="what">A description for the failure message.</param>
    /// <returns>Whether the line took the fast path.</returns>
    public bool Check(byte[] line, string what = "")
    {
        Assert.True(!line.AsSpan().Contains((byte)'\n'), "A line has no newline inside.");
        if (IsBlank(line))
            return false;

        // The framer trims one CR from the end of a line.
        ReadOnlySpan<byte> framed = line[^1] == (byte)'\r' ? line.AsSpan(..^1) : line;
        if (_memory.Length < line.Length + s_suffix.Length)
            _memory = new byte[2 * (line.Length + s_suffix.Length)];

        line.CopyTo(_memory, 0);
        s_suffix.CopyTo(_memory, line.Length);
        if (!engine.TryReadLine(_memory.AsSpan(0, line.Length + s_suffix.Length), out int length, out LocatedLine located))
        {
            CheckFramed(line, what);
            return false;
        }

        Assert.Equal(framed.Length, length);
        Compare(framed, LineFaultReason.None, located, what);
        Direct++;
        bool isFast = located.Path == LinePath.Fast;
        Fast += isFast ? 1 : 0;
        return isFast;
    }

    /// <summary>Reads a framed line, as <see cref="EventParser"/> does.</summary>
    public void CheckFramed(byte[] line, string what = "")
    {
        if (IsBlank(line))
            return;

        ReadOnlySpan<byte> framed = line[^1] == (byte)'\r' ? line.AsSpan(..^1) : line;
        LineFaultReason reason = engine.Locate(framed, out LocatedLine located);
        Compare(framed, reason, located, what);
        if (reason == LineFaultReason.None && located.Path == LinePath.Fast)
            Fast++;
    }

    /// <summary>Fails unless the result equals that of the reference.</summary>
    public void Compare(ReadOnlySpan<byte> framed, LineFaultReason reason, in LocatedLine located, string what)
    {
        LineFaultReason expectedReason = _reference.Locate(framed, out LocatedLine expected);
        Lines++;
        if (expectedReason == LineFaultReason.None)
            Accepted++;

        if (expectedReason != reason || (reason == LineFaultReason.None && !AreEqual(expected, located)))
            Assert.Fail(
                $"{what}: reference {expectedReason} {Text(expected)}, engine {reason} {Text(located)}, {engine.Settings.VectorBits} bits, for {Encoding.Latin1.GetString(framed)}");
    }

    private static bool IsBlank(byte[] line) => line.AsSpan().IndexOfAnyExcept(" \t\r"u8) < 0;

    private static bool AreEqual(in LocatedLine one, in LocatedLine two)
    {
        for (int i = 0; i < (int)Field.Count; i++)
        {
            if (one.Fields[i].Form != two.Fields[i].Form || one.Fields[i].Start != two.Fields[i].Start
                || one.Fields[i].Length != two.Fields[i].Length)
                return false;
        }

        return one.Traits == two.Traits;
    }

    private static string Text(LocatedLine located)
    {
        LocatedLine.FieldSlices strings = located.Fields;
        return $"[{located.Traits}: {string.Join(' ', Enumerable.Range(0, (int)Field.Count).Select(i => $"{strings[i].Start}+{strings[i].Length}{strings[i].Form}"))}]";
    }
}
