namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The shapes that were learned: a bounded number, found by the type of asset.</summary>
internal sealed class ShapeCache
{
    /// <summary>The most shapes that are kept.</summary>
    public const int MaxShapes = 32;

    private readonly List<Entry> _entries = [];
    private int _current;
    private int _oldest;

    /// <summary>The shape that matched last, or <see langword="null"/> if there is none yet.</summary>
    public Shape? Current => _current < _entries.Count ? _entries[_current].Shape : null;

    /// <summary>How many shapes there are.</summary>
    public int Count => _entries.Count;

    /// <summary>A shape, by its place.</summary>
    public Shape this[int index] => _entries[index].Shape;

    /// <summary>Makes a shape the current one.</summary>
    public void MakeCurrent(int index) => _current = index;

    /// <summary>Makes a shape for this type the current one.</summary>
    /// <param name="typeName">The text behind the opening quote of a type name; it may go on behind the closing one.</param>
    /// <returns>Whether there is one, other than that which is current.</returns>
    public bool TrySwitch(ReadOnlySpan<byte> typeName)
    {
        for (int index = 0; index < _entries.Count; index++)
        {
            byte[] candidate = _entries[index].Shape.TypeName;
            if (index != _current && candidate.Length < typeName.Length && typeName[candidate.Length] == (byte)'"' && typeName.StartsWith(candidate))
            {
                _current = index;
                return true;
            }
        }

        return false;
    }

    /// <summary>Widens a known shape so that it fits a line too, or adds the line's own.</summary>
    /// <returns>The shape, which is current now; or <see langword="null"/> if the line has none that could be kept.</returns>
    public Shape? Learn(ShapeNode line)
    {
        for (int index = 0; index < _entries.Count; index++)
        {
            if (ShapeMerger.TryMerge(_entries[index].Root, line) is ShapeNode merged && ShapeCompiler.TryCompile(merged) is Shape widened)
                return Keep(index, widened, merged);
        }

        if (ShapeCompiler.TryCompile(line) is not Shape shape)
            return null;

        if (_entries.Count < MaxShapes)
        {
            _entries.Add(default);
            return Keep(_entries.Count - 1, shape, line);
        }

        _oldest = (_oldest + 1) % MaxShapes;
        return Keep(_oldest, shape, line);
    }

    private Shape Keep(int index, Shape shape, ShapeNode root)
    {
        _entries[index] = new Entry(shape, root);
        _current = index;
        return shape;
    }

    private readonly record struct Entry(Shape Shape, ShapeNode Root);
}
