using System.Buffers.Text;
using System.Text;

namespace AtlanEvents.Fast;

/// <summary>The unescaped text of a field as UTF-8, or its absence.</summary>
/// <remarks>Borrows from its <see cref="EventView"/> and is valid as long as the view.</remarks>
public readonly ref struct Utf8Field
{
    internal Utf8Field(ReadOnlySpan<byte> span)
    {
        Span = span;
        IsPresent = true;
    }

    /// <summary>Whether the event has the field, as a string. A present field may be empty.</summary>
    public bool IsPresent { get; }

    /// <summary>The unescaped text as valid UTF-8; empty if the field is absent.</summary>
    public ReadOnlySpan<byte> Span { get; }

    /// <summary>Converts a field to its <see cref="Span"/>.</summary>
    /// <param name="field">The field.</param>
    public static implicit operator ReadOnlySpan<byte>(Utf8Field field) => field.Span;

    /// <summary>Whether the field is present and equals a string.</summary>
    /// <param name="utf8Text">UTF-8, such as a <c>"..."u8</c> literal.</param>
    public bool Equals(ReadOnlySpan<byte> utf8Text) => IsPresent && Span.SequenceEqual(utf8Text);

    /// <summary>Whether the field is present and starts with a string.</summary>
    /// <param name="utf8Prefix">UTF-8. Every present field starts with the empty text.</param>
    public bool StartsWith(ReadOnlySpan<byte> utf8Prefix) => IsPresent && Span.StartsWith(utf8Prefix);

    /// <summary>Parses the text as a UUID in its 36-character form, in upper or lower case.</summary>
    /// <param name="value">The UUID, or <see cref="Guid.Empty"/>.</param>
    /// <returns>Whether the text is a UUID. Hook messages use other strings as guids.</returns>
    public bool TryGetGuid(out Guid value)
    {
        const int Length = 36;

        value = default;
        return Span.Length == Length && Utf8Parser.TryParse(Span, out value, out int used, 'D') && used == Length;
    }

    /// <summary>Returns the text as a new string; empty if the field is absent. Allocates.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>Returns the text as a new string, or <see langword="null"/> if the field is absent. Allocates.</summary>
    public string? ToStringOrNull() => IsPresent ? ToString() : null;
}
