using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Envelope.Wrappers;

/// <summary>What a wrapper holds: an object, which is part of the line, or text, which has to be unescaped and may be base64.</summary>
internal readonly ref struct WrappedValue
{
    /// <summary>The object; empty if it is text.</summary>
    public ReadOnlySpan<byte> Object { get; init; }

    public JsonString Text { get; init; }

    public bool IsBase64 { get; init; }
}
