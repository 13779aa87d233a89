using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>Validates and skips JSON values (RFC 8259): strings, numbers, literals and whole containers.</summary>
/// <remarks>
/// Positions are offsets from the first byte of the line; <c>end</c> is the line's length. Each method returns the position
/// after the value, or <see cref="Malformed"/>.
/// Requires that 64 bytes after the line are readable, and three bytes before its first string. No method reads further than 63
/// bytes after the end. The accepted grammar is exactly that of <see cref="System.Text.Json.Utf8JsonReader"/> with default
/// options, and strings must be valid UTF-8.
/// </remarks>
internal static class JsonScanner<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>Not a position: the value is malformed.</summary>
    public const nint Malformed = -1;

    /// <summary>Not a position: containers are nested too deep.</summary>
    public const nint TooDeep = -2;

    private const int MaxDepth = 64;

    /// <summary>Skips the rest of a string.</summary>
    /// <param name="line">The line's first byte.</param>
    /// <param name="position">The position after the opening quote.</param>
    /// <param name="end">The line's length.</param>
    /// <param name="isEscaped">Whether the string contains a backslash.</param>
    /// <returns>The position of the closing quote.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint SkipString(ref byte line, nint position, nint end, out bool isEscaped)
    {
        Debug.Assert(position >= 1 && position <= end, "Requires a position after a quote of the line.");
        isEscaped = false;
        ulong ends = TBlock.StringEnds(ref Unsafe.Add(ref line, position));
        if (ends != 0)
        {
            nint first = position + BitOperations.TrailingZeroCount(ends);
            if (Unsafe.Add(ref line, first) == (byte)'"')
                return first < end ? first : Malformed;
        }

        return SkipUnusualString(ref line, position, end, out isEscaped);
    }

    /// <summary>Skips a number: <c>-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?</c>.</summary>
    public static nint SkipNumber(ref byte line, nint position, nint end)
    {
        Debug.Assert(position >= 0 && position <= end, "Requires a position in the line.");
        if (Unsafe.Add(ref line, position) == (byte)'-')
            position++;

        nint first = position;
        position = SkipDigits(ref line, position, end);
        if (position == first || (Unsafe.Add(ref line, first) == (byte)'0' && position != first + 1))
            return Malformed;

        if (position < end && Unsafe.Add(ref line, position) == (byte)'.')
        {
            first = ++position;
            position = SkipDigits(ref line, position, end);
            if (position == first)
                return Malformed;
        }

        if (position < end && (Unsafe.Add(ref line, position) | 0x20) == 'e')
        {
            position++;
            if (position < end && Unsafe.Add(ref line, position) is (byte)'+' or (byte)'-')
                position++;

            first = position;
            position = SkipDigits(ref line, position, end);
            if (position == first)
                return Malformed;
        }

        return position;
    }

    /// <summary>Skips white space: space, tab, line feed, carriage return.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint SkipWhiteSpace(ref byte line, nint position, nint end)
    {
        Debug.Assert(position >= 0 && position <= end, "Requires a position in the line.");
        return Unsafe.Add(ref line, position) > (byte)' ' ? position : SkipMoreWhiteSpace(ref line, position, end);
    }

    /// <summary>Skips a value that is not an object or array.</summary>
    public static nint SkipScalar(ref byte line, nint position, nint end)
    {
        Debug.Assert(position >= 0 && position < end, "Requires a value in the line.");
        switch (Unsafe.Add(ref line, position))
        {
            case (byte)'"':
                nint quote = SkipString(ref line, position + 1, end, out _);
                return quote == Malformed ? Malformed : quote + 1;
            case (byte)'t':
                return SkipLiteral(ref line, position, end, "true"u8);
            case (byte)'f':
                return SkipLiteral(ref line, position, end, "false"u8);
            case (byte)'n':
                return SkipLiteral(ref line, position, end, "null"u8);
            default:
                return SkipNumber(ref line, position, end);
        }
    }

    /// <summary>Skips any value, without recursion.</summary>
    /// <param name="line">The line's first byte.</param>
    /// <param name="position">The position of the value.</param>
    /// <param name="end">The line's length.</param>
    /// <param name="depth">The number of containers around the value.</param>
    /// <returns>The position after the value, <see cref="Malformed"/> or <see cref="TooDeep"/>.</returns>
    public static nint SkipValue(ref byte line, nint position, nint end, int depth)
    {
        // A stack of open containers, one bit each, the innermost lowest: 1 for an object.
        ulong objects = 0;
        int outerDepth = depth;
        while (true)
        {
            if (position >= end)
                return Malformed;

            byte first = Unsafe.Add(ref line, position);

            // '{' is '[' with bit 5 set.
            if ((first | 0x20) == '{')
            {
                if (depth == MaxDepth)
                    return TooDeep;

                bool isObject = first == (byte)'{';
                depth++;
                objects = (objects << 1) | (isObject ? 1UL : 0);
                position = SkipWhiteSpace(ref line, position + 1, end);
                if (position < end && Unsafe.Add(ref line, position) != (isObject ? (byte)'}' : (byte)']'))
                {
                    if (isObject && (position = SkipKey(ref line, position, end)) == Malformed)
                        return Malformed;

                    continue;
                }
            }
            else
            {
                position = SkipScalar(ref line, position, end);
                if (position == Malformed)
                    return Malformed;

                if (depth == outerDepth)
                    return position;

                position = SkipWhiteSpace(ref line, position, end);
            }

            // After a value, or at the end of an empty container: close containers until one continues.
            while (true)
            {
                if (position >= end)
                    return Malformed;

                byte next = Unsafe.Add(ref line, position);
                bool isObject = (objects & 1) != 0;
                if (next == (byte)',')
                {
                    position = SkipWhiteSpace(ref line, position + 1, end);
                    if (isObject && (position = SkipKey(ref line, position, end)) == Malformed)
                        return Malformed;

                    break;
                }

                if (next != (isObject ? (byte)'}' : (byte)']'))
                    return Malformed;

                position++;
                objects >>= 1;
                if (--depth == outerDepth)
                    return position;

                position = SkipWhiteSpace(ref line, position, end);
            }
        }
    }

    /// <summary>Checks that the content of a string is UTF-8.</summary>
    /// <param name="line">The line's first byte.</param>
    /// <param name="start">The position after the opening quote. Any bytes just before it are ASCII.</param>
    /// <param name="quote">The position of the first ASCII byte after the content, where a truncated sequence shows.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool IsUtf8(ref byte line, nint start, nint quote)
    {
        Debug.Assert(start >= 1 && start <= quote, "Requires a string of the line.");
        for (nint position = start; position <= quote; position += IByteBlock.Size)
        {
            ulong errors = TBlock.Utf8Errors(ref Unsafe.Add(ref line, position));
            nint left = quote - position;
            if (left < IByteBlock.Size)
                errors &= ulong.MaxValue >> (int)(IByteBlock.Size - 1 - left);

            if (errors != 0)
                return false;
        }

        return true;
    }

    /// <summary>Skips a key, its colon and the white space around the colon.</summary>
    private static nint SkipKey(ref byte line, nint position, nint end)
    {
        if (position >= end || Unsafe.Add(ref line, position) != (byte)'"')
            return Malformed;

        position = SkipString(ref line, position + 1, end, out _);
        if (position == Malformed)
            return Malformed;

        position = SkipWhiteSpace(ref line, position + 1, end);
        if (position >= end || Unsafe.Add(ref line, position) != (byte)':')
            return Malformed;

        return SkipWhiteSpace(ref line, position + 1, end);
    }

    /// <summary>Skips a string that is long, escaped or not ASCII, as <see cref="SkipString"/> does.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint SkipUnusualString(ref byte line, nint position, nint end, out bool isEscaped)
    {
        isEscaped = false;
        nint start = position;
        ulong nonAscii = 0;
        while (position < end)
        {
            nint block = position;
            ulong stops = TBlock.StringStops(ref Unsafe.Add(ref line, block), out ulong more);
            nonAscii |= more;
            position += IByteBlock.Size;
            while (stops != 0)
            {
                nint stop = block + BitOperations.TrailingZeroCount(stops);
                byte special = Unsafe.Add(ref line, stop);
                if (special == (byte)'"')
                    return stop < end && (nonAscii == 0 || IsUtf8(ref line, start, stop)) ? stop : Malformed;

                if (special != (byte)'\\')
                    return Malformed;

                isEscaped = true;
                nint next = SkipEscape(ref line, stop, end);
                if (next == Malformed)
                    return Malformed;

                if (next >= position)
                {
                    position = next;
                    break;
                }

                stops &= ulong.MaxValue << (int)(next - block);
            }
        }

        return Malformed;
    }

    private static nint SkipEscape(ref byte line, nint position, nint end)
    {
        const int ShortLength = 2;
        const int UnicodeLength = 6;

        Debug.Assert(position >= 0 && position < end + IByteBlock.Size - 1, "Requires a readable byte after the backslash.");
        switch (Unsafe.Add(ref line, position + 1))
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return position + ShortLength <= end ? position + ShortLength : Malformed;
            case (byte)'u':
                if (position + UnicodeLength > end)
                    return Malformed;

                for (int i = ShortLength; i < UnicodeLength; i++)
                {
                    if (!char.IsAsciiHexDigit((char)Unsafe.Add(ref line, position + i)))
                        return Malformed;
                }

                return position + UnicodeLength;
            default:
                return Malformed;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint SkipMoreWhiteSpace(ref byte line, nint position, nint end)
    {
        Debug.Assert(position >= 0 && position <= end, "Requires a position in the line.");

        // A single space is the most common white space between tokens.
        if (Unsafe.Add(ref line, position) == (byte)' ' && Unsafe.Add(ref line, position + 1) > (byte)' ')
            return position + 1;

        while (position < end)
        {
            ulong others = TBlock.NonWhiteSpace(ref Unsafe.Add(ref line, position));
            if (others != 0)
                return nint.Min(end, position + BitOperations.TrailingZeroCount(others));

            position += IByteBlock.Size;
        }

        return end;
    }

    private static nint SkipDigits(ref byte line, nint position, nint end)
    {
        Debug.Assert(position >= 0 && position <= end, "Requires a position in the line.");
        while (position < end)
        {
            ulong others = TBlock.NonDigits(ref Unsafe.Add(ref line, position));
            if (others != 0)
                return Math.Min(end, position + BitOperations.TrailingZeroCount(others));

            position += IByteBlock.Size;
        }

        return end;
    }

    private static nint SkipLiteral(ref byte line, nint position, nint end, ReadOnlySpan<byte> literal)
    {
        bool fits = position + literal.Length <= end;
        return fits && MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, position), literal.Length).SequenceEqual(literal)
            ? position + literal.Length
            : Malformed;
    }
}
