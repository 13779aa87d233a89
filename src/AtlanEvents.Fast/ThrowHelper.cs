using System.Diagnostics.CodeAnalysis;

namespace AtlanEvents.Fast;

/// <summary>The exceptions of the library, out of the way of the code that is fast.</summary>
internal static class ThrowHelper
{
    [DoesNotReturn]
    public static void ThrowRejected(LineFaultReason reason, long lineNumber, long byteOffset, long length)
        => throw Rejected(reason, lineNumber, byteOffset, length);

    /// <summary>Makes the exception, for whoever has something to put in order before it is thrown.</summary>
    public static EventFormatException Rejected(LineFaultReason reason, long lineNumber, long byteOffset, long length)
        => new(
            reason,
            lineNumber,
            byteOffset,
            $"Line {lineNumber} (byte offset {byteOffset}, {length} bytes) was rejected: {reason}.");

    [DoesNotReturn]
    public static void ThrowUnsupportedEncoding()
        => throw new EventFormatException(
            LineFaultReason.UnsupportedEncoding,
            lineNumber: 1,
            byteOffset: 0,
            "The input starts with the byte order mark of UTF-16 or UTF-32. JSON is exchanged as UTF-8 (RFC 8259 section 8.1): convert it first.");

    [DoesNotReturn]
    public static void ThrowUnreadableStream(string parameter)
        => throw new ArgumentException("The stream is closed or cannot be read.", parameter);

    [DoesNotReturn]
    public static void ThrowUnknownEngine(string? name, string source)
        => throw new ArgumentException($"Unknown engine '{name}' in {source}: use auto, utf8json or fast.");

    [DoesNotReturn]
    public static void ThrowUnknownVectorBits(string value, string source)
        => throw new ArgumentException($"Unknown vector width '{value}' in {source}: use 128, 256 or 512.");
}
