namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>What lines of one kind have in common: their constant bytes, the holes between, and the members that may be missing.</summary>
/// <remarks>
/// Made by <see cref="ShapeCompiler"/> from lines that were accepted; immutable.
/// <code>
/// line    {"guid":"ff9d...","status":"DELETED","time":1667822854307}
/// Text    {"guid":"","status":"DELETED","time":}
/// steps            ^ string                   ^ number  ^ end
/// members  guid         status             time
/// </code>
/// </remarks>
internal sealed class Shape
{
    /// <summary>How many bytes behind the text can be read.</summary>
    public const int Padding = 64;

    /// <summary>The longest key that a member can have, with quotes and colon.</summary>
    public const int MaxKeyLength = 64;

    /// <summary>The constant bytes, the holes left out, and <see cref="Padding"/>.</summary>
    public required byte[] Text { get; init; }

    public required ShapeStep[] Steps { get; init; }

    public required ShapeMember[] Members { get; init; }

    /// <summary>
    /// For each byte of the text, the member to blame for a difference there, counted from 1, or 0. A positive number says that
    /// the byte is in the member's key, a negative one that it is in the lead before that.
    /// </summary>
    public required short[] MemberAt { get; init; }

    /// <summary>The type of the assets that these events are about.</summary>
    public required byte[] TypeName { get; init; }

    /// <summary>Where the type name stands in the text.</summary>
    public required int TypeNameStart { get; init; }
}
