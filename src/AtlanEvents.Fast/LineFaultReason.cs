namespace AtlanEvents.Fast;

/// <summary>Why a line was rejected.</summary>
/// <remarks>
/// A line with several faults has the reason that is found first in this order: too long, UTF-8, then JSON and nesting
/// (whichever comes first in the line), then duplicate fields, then text. What is inside a message or wrapper is looked at last, and has
/// the same reasons.
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

    /// <summary>Other parts of its message are missing: the input ended, or what is kept of parts reached a limit of <see cref="ReassemblyOptions"/>.</summary>
    IncompleteMessage,

    /// <summary>A part of a message without an id (of at most 256 bytes), without a number, or with one that its count does not allow.</summary>
    InvalidPart,

    /// <summary>Parts of one message that do not agree: in their count or compression, or two with the same number and different content.</summary>
    ConflictingParts,

    /// <summary>The text of its message, or the body of a wrapper, is not base64 (RFC 4648 section 4).</summary>
    InvalidBase64,

    /// <summary>What its message holds is not gzip (RFC 1952), or it is damaged, cut, or more than one member.</summary>
    InvalidGzip,

    /// <summary>Its message is longer than <see cref="ReassemblyOptions.MaxMessageBytes"/>, or has more parts than <see cref="ReassemblyOptions.MaxParts"/>.</summary>
    MessageTooLarge,
}
