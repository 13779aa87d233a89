using AtlanEvents.Fast.Engines.Shapes.Learning;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The shapes that were learned: a bounded number, each with the places where others branch off.</summary>
internal sealed class ShapeCache
{
    /// <summary>The most shapes that are kept.</summary>
    public const int MaxShapes = 32;

    private readonly List<Entry> _entries = [];
    private int _hand;
    private Shape? _current;

    /// <summary>The shape that matched last, or <see langword="null"/> if there is none yet.</summary>
    public Shape? Current
    {
        get => _current;
        set
        {
            // Most often it is the same, and a comparison is cheaper than what the garbage collector asks of a write.
            if (!ReferenceEquals(_current, value))
                Switch(value);
        }
    }

    /// <summary>Where a match failed last.</summary>
    public ShapeMismatch Mismatch { get; private set; }

    /// <summary>Keeps where a match failed.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="at">Where in its text.</param>
    /// <param name="skippedAt">Where in its text the first member starts that the line lacks.</param>
    public void NoteMismatch(Shape shape, int at, int skippedAt) => Mismatch = new ShapeMismatch(shape, at, skippedAt);

    /// <summary>Widens a known shape so that it fits a line too, or adds the line's own.</summary>
    /// <param name="line">The line, as it was read.</param>
    /// <param name="traits">Its traits; lines that differ in these have different shapes.</param>
    /// <returns>The shape, which is current now; or <see langword="null"/> if the line has none that could be kept.</returns>
    public Shape? Learn(ShapeNode line, MessageTraits traits)
    {
        for (int index = 0; index < _entries.Count; index++)
        {
            if (_entries[index].Shape.Traits == traits
                && ShapeMerger.TryMerge(_entries[index].Root, line) is ShapeNode merged
                && IsAlike(_entries[index].Root, line, merged)
                && ShapeCompiler.TryCompile(merged, traits) is Shape widened)
            {
                return Keep(index, widened, merged);
            }
        }

        if (ShapeCompiler.TryCompile(line, traits) is not Shape shape)
            return null;

        if (_entries.Count < MaxShapes)
        {
            _entries.Add(default);
            return Keep(_entries.Count - 1, shape, line);
        }

        return Keep(Evict(), shape, line);
    }

    // A shape of which every line lacks most members is slower than two.
    private static bool IsAlike(ShapeNode known, ShapeNode line, ShapeNode merged)
        => 2 * Math.Min(known.MemberCount, line.MemberCount) >= merged.MemberCount;

    private void Switch(Shape? value)
    {
        _current = value;
        value?.WasUsed = true;
    }

    /// <summary>Picks the next shape that was not used since it was passed over: second chance, an approximation of least recently used.</summary>
    /// <remarks>So lines that come once each do not drive out the shapes of those that come again and again.</remarks>
    private int Evict()
    {
        while (true)
        {
            _hand = (_hand + 1) % MaxShapes;
            Shape candidate = _entries[_hand].Shape;
            if (!candidate.WasUsed && candidate != _current)
                return _hand;

            candidate.WasUsed = false;
        }
    }

    private Shape Keep(int index, Shape shape, ShapeNode root)
    {
        _entries[index] = new Entry(shape, root);
        _current = shape;
        Mismatch = default;
        foreach (Entry entry in _entries)
            entry.Shape.Branches = [.. _entries.Where(other => other.Shape != entry.Shape).Select(other => ShapeBranch.Between(entry.Shape, other.Shape))];

        return shape;
    }

    private readonly record struct Entry(Shape Shape, ShapeNode Root);
}
