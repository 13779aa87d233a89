using AtlanEvents.Fast.Testing.Engines;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>The counts of all comparisons.</summary>
internal sealed class ComparisonCounts
{
    private readonly Dictionary<LineVerdict, long> _verdicts = [];
    private readonly long[] _fastLines = new long[EngineChoice.EveryWidth.Count];

    /// <summary>The number of inputs.</summary>
    public long Inputs { get; private set; }

    /// <summary>The number of lines.</summary>
    public long Lines { get; private set; }

    /// <summary>The number of bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of lines by verdict.</summary>
    public IReadOnlyDictionary<LineVerdict, long> Verdicts => _verdicts;

    /// <summary>The number of fast-path lines in memory at each vector width.</summary>
    public IReadOnlyList<long> FastLines => _fastLines;

    public void AddInput(int bytes, ReadOnlySpan<LineVerdict> verdicts)
    {
        Inputs++;
        Bytes += bytes;
        Lines += verdicts.Length;
        foreach (LineVerdict verdict in verdicts)
            _verdicts[verdict] = _verdicts.GetValueOrDefault(verdict) + 1;
    }

    public void AddFastLines(int width, long lines) => _fastLines[width] += lines;

    /// <summary>Adds the counts of another thread.</summary>
    public void Add(ComparisonCounts other)
    {
        Inputs += other.Inputs;
        Lines += other.Lines;
        Bytes += other.Bytes;
        foreach ((LineVerdict verdict, long lines) in other._verdicts)
            _verdicts[verdict] = _verdicts.GetValueOrDefault(verdict) + lines;

        for (int width = 0; width < _fastLines.Length; width++)
            _fastLines[width] += other._fastLines[width];
    }
}
