namespace AtlanEvents.Fast.Framing;

/// <summary>
/// The byte order mark at the start of an input. That of UTF-8 is skipped ("implementations that parse JSON texts MAY ignore the
/// presence of a byte order mark", RFC 8259 section 8.1). Those of UTF-16 and UTF-32 announce an encoding that JSON does not use.
/// </summary>
internal static class ByteOrderMark
{
    /// <summary>The length of the longest mark.</summary>
    public const int MaxLength = 4;

    private static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Utf16LittleEndian => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> Utf16BigEndian => [0xFE, 0xFF];

    private static ReadOnlySpan<byte> Utf32BigEndian => [0x00, 0x00, 0xFE, 0xFF];

    /// <summary>Looks for a mark.</summary>
    /// <param name="start">The first bytes of the input that are available.</param>
    /// <param name="isWhole">Whether these are all bytes of the input.</param>
    /// <param name="length">The length of the mark to skip: 3 or 0.</param>
    /// <returns>Whether the available bytes were enough to decide.</returns>
    /// <exception cref="EventFormatException">The input is UTF-16 or UTF-32.</exception>
    public static bool TryMeasure(ReadOnlySpan<byte> start, bool isWhole, out int length)
    {
        length = Utf8LengthAt(start);

        // The mark of UTF-32 little endian starts with that of UTF-16.
        if (start.StartsWith(Utf16LittleEndian) || start.StartsWith(Utf16BigEndian) || start.StartsWith(Utf32BigEndian))
            ThrowHelper.ThrowUnsupportedEncoding();

        return isWhole || !(IsPrefixOf(start, Utf8) || IsPrefixOf(start, Utf16LittleEndian)
            || IsPrefixOf(start, Utf16BigEndian) || IsPrefixOf(start, Utf32BigEndian));
    }

    /// <summary>The length of the mark of UTF-8 if the input starts with it; otherwise 0.</summary>
    public static int Utf8LengthAt(ReadOnlySpan<byte> start) => start.StartsWith(Utf8) ? Utf8.Length : 0;

    private static bool IsPrefixOf(ReadOnlySpan<byte> start, ReadOnlySpan<byte> mark)
        => start.Length < mark.Length && mark.StartsWith(start);
}
