namespace AtlanEvents.Fast.PropertyTests.Packing;

/// <summary>A line of a packed input, with its expected results.</summary>
internal sealed record PackedLine(byte[] Bytes)
{
    /// <summary>The verdict on the line, if it is not a part.</summary>
    public LineVerdict Verdict { get; init; }

    /// <summary>The message to which it belongs, if it is a part.</summary>
    public int Message { get; init; } = -1;

    /// <summary>The index of the part.</summary>
    public int Part { get; init; }

    /// <summary>The number of parts of the message; 0 if the line is not a part.</summary>
    public int Parts { get; init; }

    /// <summary>The fields of the packed event.</summary>
    public EventFields? Fields { get; init; }

    /// <summary>The packed event.</summary>
    public byte[] Event { get; init; } = [];
}
