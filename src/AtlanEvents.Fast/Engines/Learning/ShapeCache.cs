using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>The shapes that an engine learned: a bounded number, each with the positions where the others branch off.</summary>
internal sealed class ShapeCache
{
    /// <summary>The maximum number of shapes.</summary>
    public const int MaxShapes = 32;

    private readonly List<Entry> _entries = [];
    private int _hand;

    /// <summary>The state that matches share.</summary>
    public MatchContext Context { get; } = new();

    /// <summary>Widens a known shape so that it also fits a line, or adds a shape for the line. It becomes the current shape.</summary>
    public void Learn(ShapeSketch line)
    {
        for (int index = 0; index < _entries.Count; index++)
        {
            if (_entries[index].Sketch.TryMerge(line) is ShapeSketch merged && ShapeCompiler.TryCompile(merged) is Shape widened)
            {
                Set(index, widened, merged);
                return;
            }
        }

        if (ShapeCompiler.TryCompile(line) is not Shape shape)
            return;

        if (_entries.Count < MaxShapes)
        {
            _entries.Add(default);
            Set(_entries.Count - 1, shape, line);
        }
        else
        {
            Set(Evict(), shape, line);
        }
    }

    /// <summary>Chooses the entry to replace, by the second-chance algorithm, an approximation of least recently used.</summary>
    /// <remarks>Shapes of lines that occur once do not displace shapes that lines match again and again.</remarks>
    private int Evict()
    {
        while (true)
        {
            _hand = (_hand + 1) % MaxShapes;
            Shape candidate = _entries[_hand].Shape;
            if (!candidate.WasUsed && candidate != Context.Current)
                return _hand;

            candidate.WasUsed = false;
        }
    }

    private void Set(int index, Shape shape, ShapeSketch sketch)
    {
        Shape? replaced = _entries[index].Shape;
        _entries[index] = new Entry(shape, sketch);
        Context.Current = shape;
        Context.Mismatch = default;

        // A shape counts as used only when a further line matches it.
        shape.WasUsed = false;

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
