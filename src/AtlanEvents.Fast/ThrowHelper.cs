using System.Diagnostics.CodeAnalysis;

namespace AtlanEvents.Fast;

/// <summary>Creates and throws the library's exceptions, which keeps that code out of hot methods.</summary>
internal static class ThrowHelper
{
    [DoesNotReturn]
    public static void ThrowRejected(LineFaultReason reason, long lineNumber, long byteOffset, long length)
        => throw CreateRejected(reason, lineNumber, byteOffset, length);

    /// <summary>Creates the exception for a rejected line, to be thrown later.</summary>
    public static EventFormatException CreateRejected(LineFaultReason reason, long lineNumber, long byteOffset, long length)
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
            "The input starts with a UTF-16 or UTF-32 byte order mark. JSON is exchanged as UTF-8 (RFC 8259 section 8.1).");

    [DoesNotReturn]
    public static void ThrowUnreadableStream(string parameter)
        => throw new ArgumentException("The stream is closed or cannot be read.", parameter);

    [DoesNotReturn]
    public static void ThrowNoFaultHandler(string parameter)
        => throw new ArgumentException("The options need a fault handler, which receives rejected lines.", parameter);

    [DoesNotReturn]
    public static void ThrowInvalidResumePoint()
        => throw new ArgumentException("The resume point has a negative or contradictory position, or a missing collection.");

    [DoesNotReturn]
    public static void ThrowUnknownEngine(string? name, string source)
        => throw new ArgumentException($"Unknown engine '{name}' in {source}: use auto, utf8json or fast.");

    [DoesNotReturn]
    public static void ThrowUnknownVectorBits(string value, string source)
        => throw new ArgumentException($"Unknown vector width '{value}' in {source}: use 128, 256 or 512.");
}
