namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>The state that is kept from one match to the next: the shape that matched last, and what became of its values.</summary>
internal sealed class MatchContext
{
    // A value costs less as a hole if more than one line in this many replaces it.
    private const int WideningRate = 8;

    // So that a few lines in a row, after the counts were reset, are no evidence.
    private const int Margin = 32;

    private Shape? _current;

    /// <summary>The shape that matched last, or <see langword="null"/> if no shape is known.</summary>
    public Shape? Current
    {
        get => _current;
        set
        {
            // It is usually the same shape, and comparing costs less than the garbage collector's write barrier.
            if (!ReferenceEquals(_current, value))
                Switch(value);
        }
    }

    /// <summary>The number of hints since the work was last reset.</summary>
    public long Hints { get; set; }

    /// <summary>The number of recoveries since then.</summary>
    public long Recoveries { get; set; }

    /// <summary>The number of bytes that recoveries skipped since then.</summary>
    public long SkippedBytes { get; set; }

    /// <summary>A shape with values that lines replace so often that they should become holes.</summary>
    public Shape? ToWiden { get; set; }

    /// <summary>Whether the lines of the last shape have so many unknown members that it should be learned again.</summary>
    public bool IsToLearn { get; set; }

    /// <summary>Whether there is something to learn from lines that matched.</summary>
    public bool HasNews => IsToLearn || ToWiden is not null;

    /// <summary>Drops what there was to learn: the line was tried with a shape that is not its own.</summary>
    public void DropNews() => (IsToLearn, ToWiden) = (false, null);

    /// <summary>Starts to count the work again.</summary>
    public void ResetWork() => Hints = Recoveries = SkippedBytes = 0;

    /// <summary>Records that a line had an unknown member.</summary>
    public void AddUnknownMember(Shape shape, nint length)
    {
        SkippedBytes += length;
        shape.UnknownMembers++;
        IsToLearn |= IsFrequent(shape, shape.UnknownMembers);
    }

    /// <summary>Records that a line had another value in the place of a replaceable one.</summary>
    public void AddUse(Shape shape, ref ReplaceableValue value, ReadOnlySpan<byte> other)
    {
        SkippedBytes += other.Length;
        if (value.IsObject)
            return;

        value.Use.Replaced++;
        ReadOnlySpan<byte> usual = shape.Low.AsSpan(value.Start, value.End - value.Start);
        value.Use.HasOtherKinds |= Shape.KindOf(usual[0]) != Shape.KindOf(other[0]);
        value.Use.HasOtherLengths |= usual.Length != other.Length || !Shape.IsIdentifierOrInteger(other);
        if (IsFrequent(shape, value.Use.Replaced))
            ToWiden = shape;
        else if (shape.Matches > Shape.LastLook)
            shape.ResetCounts();
    }

    /// <summary>Whether a value is used often enough to become a hole.</summary>
    public static bool IsToWiden(Shape shape, in ReplaceableValue value)
        => !value.IsObject && value.Use.Replaced * WideningRate > shape.Matches + Shape.FirstLook;

    private static bool IsFrequent(Shape shape, int uses) => shape.Matches >= shape.NextLook && uses * WideningRate > shape.Matches + Margin;

    private void Switch(Shape? value)
    {
        _current = value;
        value?.WasUsed = true;
    }
}
