using AtlanEvents.Fast.Testing.Reading;

namespace AtlanEvents.Fast.PropertyTests.Packing;

/// <summary>A line of a packed input, and what is known of it because it was made so.</summary>
internal sealed record PackedLine(byte[] Bytes)
{
    /// <summary>What it is by itself, if it is no part.</summary>
    public LineVerdict Verdict { get; init; }

    /// <summary>Which message it belongs to, if it is a part.</summary>
    public int Message { get; init; } = -1;

    /// <summary>Which part it is.</summary>
    public int Part { get; init; }

    /// <summary>How many parts the message has; 0 if the line is no part.</summary>
    public int Parts { get; init; }

    /// <summary>The fields of the event that is inside.</summary>
    public EventFields? Fields { get; init; }

    /// <summary>The event that is inside.</summary>
    public byte[] Event { get; init; } = [];
}
