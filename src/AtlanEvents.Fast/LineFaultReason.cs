namespace AtlanEvents.Fast;

/// <summary>Why a line was rejected.</summary>
/// <remarks>
/// A line with several faults has the reason that is found first in this order: too long, UTF-8, then JSON and nesting
/// (whichever comes first in the line), then duplicate fields, then text.
/// </remarks>
public enum LineFaultReason : byte
{
    /// <summary>The line is not <see cref="LineOutcome.Rejected"/>.</summary>
    None,

    /// <summary>Longer than <see cref="EventReaderOptions.MaxLineBytes"/>.</summary>
    LineTooLong,

    /// <summary>Not UTF-8 (RFC 3629): an overlong form, a surrogate, a code point above U+10FFFF, or a stray or missing byte.</summary>
    InvalidUtf8,

    /// <summary>Not one JSON value (RFC 8259), as <see cref="System.Text.Json.Utf8JsonReader"/> with default options reads it.</summary>
    InvalidJson,

    /// <summary>The input ended inside this line: it has no newline, and is not JSON as far as it goes.</summary>
    Truncated,

    /// <summary>Objects and arrays nested more than 64 deep.</summary>
    TooDeep,

    /// <summary>A routing key occurs twice in the same object, so that readers could disagree about the event.</summary>
    DuplicateField,

    /// <summary>A routing field holds an escaped surrogate without its other half, such as <c>"\uD800"</c>, and so is not text.</summary>
    InvalidText,

    /// <summary>The whole input is UTF-16 or UTF-32. Only ever in an <see cref="EventFormatException"/>: no line can be read.</summary>
    UnsupportedEncoding,
}
