using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>The shapes that an engine learned: a bounded number, usually one for each kind of line.</summary>
internal sealed class ShapeCache
{
    /// <summary>The maximum number of shapes.</summary>
    public const int MaxShapes = 64;

    private const int LookIncrease = 4;

    private readonly List<Entry> _entries = [];
    private readonly ShapeCompiler _compiler = new();

    // The hint of each entry.
    private readonly ulong[] _hints = new ulong[MaxShapes];
    private int _hand;

    /// <summary>The order in which shapes follow each other.</summary>
    public ShapePredictor Predictor { get; } = new();

    /// <summary>The state that matches share.</summary>
    public MatchContext Context { get; } = new();

    /// <summary>Forgets all shapes.</summary>
    public void Clear()
    {
        _entries.Clear();
        _hand = 0;
        Context.Current = null;
        Context.DropNews();
    }

    /// <summary>Returns a shape, or <see langword="null"/> if there is none with this index.</summary>
    public Shape? At(int index) => (uint)index < (uint)_entries.Count ? _entries[index].Shape : null;

    /// <summary>Finds the next shape of the lines with a hint.</summary>
    /// <param name="hint">The hint.</param>
    /// <param name="index">Where to search from, initially 0; receives where to continue.</param>
    public Shape? FindNext(ulong hint, ref int index)
    {
        int found = _hints.AsSpan(index, _entries.Count - index).IndexOf(hint);
        if (found < 0)
            return null;

        index += found + 1;
        return _entries[index - 1].Shape;
    }

    /// <summary>Widens a shape of a hint so that it also fits a line, or learns a new one.</summary>
    /// <param name="line">A line that was accepted.</param>
    /// <param name="traits">Its traits.</param>
    /// <param name="hint">The hint of its kind.</param>
    /// <returns><see langword="false"/> if the line is too large or too unusual.</returns>
    public bool TryLearn(ReadOnlySpan<byte> line, MessageTraits traits, ulong hint)
    {
        int next = 0;
        Shape? similar = FindNext(hint, ref next) ?? Context.Current;
        ShapeSketch? sketch = ShapeReader.TryRead(line, traits, similar is null ? null : _entries[similar.Index].Sketch);
        return sketch is not null && TryLearn(sketch, hint);
    }

    private bool TryLearn(ShapeSketch line, ulong hint)
    {
        int next = 0;
        while (FindNext(hint, ref next) is not null)
        {
            if (_entries[next - 1].Sketch.TryMerge(line) is ShapeSketch merged && TrySet(next - 1, merged))
                return true;
        }

        if (Compile(line) is not Entry entry)
            return false;

        int index = _entries.Count;
        if (index < MaxShapes)
            _entries.Add(entry);
        else
            index = Evict();

        Predictor.Remove(index);
        _hints[index] = hint;
        Set(index, entry);
        return true;
    }

    /// <summary>Makes holes of the values that lines replace too often, in the shape that the context names.</summary>
    public void Widen()
    {
        Shape shape = Context.ToWiden!;
        Context.ToWiden = null;
        int index = _entries.FindIndex(entry => entry.Shape == shape);
        if (index < 0)
            return;

        Entry known = _entries[index];
        var widened = new Dictionary<ShapeNode, ValueUse>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < shape.Replaceables.Length; i++)
        {
            if (MatchContext.IsToWiden(shape, in shape.Replaceables[i]))
                widened[known.Replaceables[i]] = shape.Replaceables[i].Use;
        }

        shape.ResetCounts();
        if (widened.Count > 0)
            TrySet(index, ShapeWidener.Widen(known.Sketch, widened));
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

    private Entry? Compile(ShapeSketch sketch)
        => _compiler.TryCompile(sketch, out ShapeNode[] replaceables) is Shape shape
            ? new Entry(shape, sketch, replaceables)
            : null;

    private bool TrySet(int index, ShapeSketch sketch)
    {
        if (Compile(sketch) is not Entry entry)
            return false;

        entry.Shape.NextLook = Math.Min(LookIncrease * _entries[index].Shape.NextLook, Shape.LastLook);
        Set(index, entry);
        return true;
    }

    private void Set(int index, Entry entry)
    {
        _entries[index] = entry;
        entry.Shape.Index = index;
        Context.Current = entry.Shape;

        // A shape counts as used only when a further line matches it.
        entry.Shape.WasUsed = false;
    }

    /// <param name="Shape">The shape.</param>
    /// <param name="Sketch">The tree that it was compiled from.</param>
    /// <param name="Replaceables">The nodes of <see cref="Shape.Replaceables"/>.</param>
    private sealed record Entry(Shape Shape, ShapeSketch Sketch, ShapeNode[] Replaceables);
}
