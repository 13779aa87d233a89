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
    public ShapeMismatch Mismatch { get; set; }

    /// <summary>Widens a known shape so that it fits a line too, or adds the line's own. It is the current one then.</summary>
    public void Learn(ShapeSketch line)
    {
        for (int index = 0; index < _entries.Count; index++)
        {
            if (_entries[index].Sketch.TryMerge(line) is ShapeSketch merged && ShapeCompiler.TryCompile(merged) is Shape widened)
            {
                Keep(index, widened, merged);
                return;
            }
        }

        if (ShapeCompiler.TryCompile(line) is not Shape shape)
            return;

        if (_entries.Count < MaxShapes)
        {
            _entries.Add(default);
            Keep(_entries.Count - 1, shape, line);
        }
        else
        {
            Keep(Evict(), shape, line);
        }
    }

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

    private void Keep(int index, Shape shape, ShapeSketch sketch)
    {
        Shape? replaced = _entries[index].Shape;
        _entries[index] = new Entry(shape, sketch);
        _current = shape;
        Mismatch = default;

        var branches = new List<ShapeBranch>(_entries.Count - 1);
        foreach (Entry entry in _entries)
        {
            if (entry.Shape == shape)
                continue;

            var branch = ShapeBranch.Between(entry.Shape, shape);
            entry.Shape.ReplaceBranch(replaced, branch);
            branches.Add(branch with { Shape = entry.Shape });
        }

        shape.Branches = [.. branches];
    }

    private readonly record struct Entry(Shape Shape, ShapeSketch Sketch);
}
