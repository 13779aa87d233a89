namespace AtlanEvents.Fast;

/// <summary>The reason why a line was rejected.</summary>
/// <remarks>
/// A line with several faults has the first reason of this order: too long, UTF-8, then JSON or nesting, whichever occurs first
/// in the line, then duplicate fields, then text. The content of messages and wrappers is checked last, for the same reasons.
/// </remarks>
public enum LineFaultReason : byte
{
    /// <summary>The line is not <see cref="LineOutcome.Rejected"/>.</summary>
    None,

    /// <summary>Longer than <see cref="EventReaderOptions.MaxLineBytes"/>.</summary>
    LineTooLong,

    /// <summary>Not UTF-8 (RFC 3629): an overlong form, a surrogate, a code point above U+10FFFF, or a stray or missing byte.</summary>
    InvalidUtf8,

    /// <summary>Not one JSON value (RFC 8259) as <see cref="System.Text.Json.Utf8JsonReader"/> with default options reads it.</summary>
    InvalidJson,

    /// <summary>
    /// The last line of the input has no newline and is not JSON, so the input was probably truncated. With a newline, the reason is
    /// <see cref="InvalidJson"/>.
    /// </summary>
    Truncated,

    /// <summary>Objects and arrays are nested more than 64 levels deep.</summary>
    TooDeep,

    /// <summary>A key on the path to a routing field occurs twice in one object, so consumers could disagree about the event.</summary>
    DuplicateField,

    /// <summary>A routing field contains a lone escaped surrogate, such as <c>"\uD800"</c>, and so is not text.</summary>
    InvalidText,

    /// <summary>The whole input is UTF-16 or UTF-32. Occurs only in an <see cref="EventFormatException"/>; no line can be read.</summary>
    UnsupportedEncoding,

    /// <summary>
    /// Other parts of the message are missing: the input ended, or a limit of <see cref="Reassembly.ReassemblyOptions"/> was
    /// reached.
    /// </summary>
    IncompleteMessage,

    /// <summary>A message part without an id of 1 to 256 bytes, without an index, or with an index beyond its count.</summary>
    InvalidPart,

    /// <summary>Parts of one message that differ in count or compression, or two parts with one index and different content.</summary>
    ConflictingParts,

    /// <summary>The text of the message or the body of a wrapper is not base64 (RFC 4648 section 4).</summary>
    InvalidBase64,

    /// <summary>The content of the message is not gzip (RFC 1952), is damaged or truncated, or has more than one member.</summary>
    InvalidGzip,

    /// <summary>
    /// The message is longer than <see cref="Reassembly.ReassemblyOptions.MaxMessageBytes"/> or has more parts than
    /// <see cref="Reassembly.ReassemblyOptions.MaxParts"/>.
    /// </summary>
    MessageTooLarge,
}
