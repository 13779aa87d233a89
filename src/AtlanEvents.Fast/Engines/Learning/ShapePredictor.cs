namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Predicts the shape of the next line from the shape of the last one.</summary>
/// <remarks>
/// For each shape, two successors are known: the usual one, and the one that came instead. Each has a saturating counter, as in branch
/// predictors (J. E. Smith, A Study of Branch Prediction Strategies, 1981). In a bulk delete, columns usually follow columns; instead
/// comes a table, and columns follow it. In a stream without such an order, the counters stay low, and nothing is predicted.
/// </remarks>
internal sealed class ShapePredictor
{
    private const byte MaxCount = 3;
    private const byte MinCount = 2;

    private readonly Successors[] _successors = new Successors[ShapeCache.MaxShapes];

    /// <summary>The shape that usually follows, as an index into the cache; -1 if none does.</summary>
    /// <param name="last">The index of the last line's shape.</param>
    public int Usual(int last) => _successors[last].Usual.Predict();

    /// <summary>The shape that follows if the usual one does not; -1 if none does.</summary>
    /// <inheritdoc cref="Usual" path="/param"/>
    public int Other(int last) => _successors[last].Other.Predict();

    /// <summary>Records which shape followed.</summary>
    /// <param name="last">The index of a line's shape.</param>
    /// <param name="next">The index of the next line's shape.</param>
    public void Add(int last, int next)
    {
        ref Successors successors = ref _successors[last];
        if (!successors.Usual.Add(next))
            successors.Other.Add(next);
    }

    /// <summary>Forgets a shape.</summary>
    public void Remove(int index) => _successors[index] = default;

    private struct Successors
    {
        public Successor Usual;
        public Successor Other;
    }

    private struct Successor
    {
        private byte _index;
        private byte _count;

        public readonly int Predict() => _count >= MinCount ? _index : -1;

        /// <returns>Whether it was this one.</returns>
        public bool Add(int next)
        {
            if (_index == next)
            {
                _count = (byte)Math.Min(_count + 1, MaxCount);
                return true;
            }

            if (_count > 0)
                _count--;
            else
                (_index, _count) = ((byte)next, 1);

            return false;
        }
    }
}
