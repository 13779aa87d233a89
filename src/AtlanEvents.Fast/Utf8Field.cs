using System.Buffers.Text;
using System.Text;

namespace AtlanEvents.Fast;

/// <summary>The text of one routing field as UTF-8, unescaped; or its absence.</summary>
/// <remarks>Borrows from its <see cref="EventView"/> and is valid as long as that is.</remarks>
public readonly ref struct Utf8Field
{
    internal Utf8Field(ReadOnlySpan<byte> span)
    {
        Span = span;
        IsPresent = true;
    }

    /// <summary>Whether the event has the field, as a string. A field can be present and empty.</summary>
    public bool IsPresent { get; }

    /// <summary>The unescaped text as UTF-8; empty if the field is absent. Always valid UTF-8.</summary>
    public ReadOnlySpan<byte> Span { get; }

    /// <summary>Whether the field is present with exactly this text.</summary>
    /// <param name="utf8Text">UTF-8, such as a <c>"..."u8</c> literal.</param>
    public bool Equals(ReadOnlySpan<byte> utf8Text) => IsPresent && Span.SequenceEqual(utf8Text);

    /// <summary>Whether the field is present and its text starts with these bytes.</summary>
    /// <param name="utf8Prefix">UTF-8. The empty prefix fits every field that is present.</param>
    public bool StartsWith(ReadOnlySpan<byte> utf8Prefix) => IsPresent && Span.StartsWith(utf8Prefix);

    /// <summary>Reads the text as a UUID in its 36-character form, upper or lower case, with nothing around it.</summary>
    /// <param name="value">The UUID, or <see cref="Guid.Empty"/>.</param>
    /// <returns>Whether it is one. Hook messages use other texts as guids, so be ready for <see langword="false"/>.</returns>
    public bool TryGetGuid(out Guid value)
    {
        const int Characters = 36;
        value = default;
        return Span.Length == Characters && Utf8Parser.TryParse(Span, out value, out int used, 'D') && used == Characters;
    }

    /// <summary>The text as a new string; empty if the field is absent. Allocates.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>The text as a new string, or <see langword="null"/> if the field is absent. Allocates.</summary>
    public string? ToStringOrNull() => IsPresent ? ToString() : null;
}
