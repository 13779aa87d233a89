using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>Checks JSON values (RFC 8259) without looking into them: strings, numbers, literals, and whole containers.</summary>
/// <remarks>
/// Works on a line in memory of which 64 bytes behind its end can be read too, and 3 bytes before its first string (zeros, or what the
/// line starts with), and on positions in it. Each method returns the
/// position behind the value, or <see cref="Malformed"/>. No method reads further than 63 bytes behind the end.
/// The accepted grammar is exactly that of <see cref="System.Text.Json.Utf8JsonReader"/> with default options, and valid UTF-8.
/// </remarks>
internal static class JsonScanner<TBlock>
    where TBlock : struct, IByteBlock
{
    /// <summary>No position: the value is malformed.</summary>
    public const nint Malformed = -1;

    /// <summary>No position: containers are nested too deep.</summary>
    public const nint TooDeep = -2;

    private const int MaxDepth = 64;
    private const int BlockSize = 64;

    /// <summary>Skips the rest of a string.</summary>
    /// <param name="line">The line's first byte.</param>
    /// <param name="position">Behind the opening quote.</param>
    /// <param name="end">The line's length.</param>
    /// <param name="isEscaped">Whether there is a backslash in it.</param>
    /// <returns>The position of the closing quote.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint SkipString(ref byte line, nint position, nint end, out bool isEscaped)
    {
        isEscaped = false;
        ulong ends = TBlock.StringEnds(ref Unsafe.Add(ref line, position));
        if (ends != 0)
        {
            nint first = position + BitOperations.TrailingZeroCount(ends);
            if (Unsafe.Add(ref line, first) == (byte)'"')
                return first < end ? first : Malformed;
        }

        return SkipOddString(ref line, position, end, out isEscaped);
    }

    /// <summary>Skips a number: <c>-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?</c>.</summary>
    public static nint SkipNumber(ref byte line, nint position, nint end)
    {
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
        return Unsafe.Add(ref line, position) > (byte)' ' ? position : SkipMoreWhiteSpace(ref line, position, end);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint SkipMoreWhiteSpace(ref byte line, nint position, nint end)
    {
        // One space between tokens is what writers put there, if anything.
        if (Unsafe.Add(ref line, position) == (byte)' ' && Unsafe.Add(ref line, position + 1) > (byte)' ')
            return position + 1;

        while (position < end)
        {
            ulong others = TBlock.NonWhiteSpace(ref Unsafe.Add(ref line, position));
            if (others != 0)
                return nint.Min(end, position + BitOperations.TrailingZeroCount(others));

            position += BlockSize;
        }

        return end;
    }

    /// <summary>Skips a value that is no container.</summary>
    public static nint SkipScalar(ref byte line, nint position, nint end)
    {
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
    /// <param name="position">At the value's first byte.</param>
    /// <param name="end">The line's length.</param>
    /// <param name="depth">How many containers it stands in.</param>
    public static nint SkipValue(ref byte line, nint position, nint end, int depth)
    {
        // One bit for each open container, the innermost lowest: 1 for an object.
        ulong objects = 0;
        int outerDepth = depth;
        while (true)
        {
            if (position >= end)
                return Malformed;

            byte first = Unsafe.Add(ref line, position);
            if ((first | 0x20) == '{')
            {
                // '{' is '[' with bit 5 set.
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

            // Behind a value, or at the end of an empty container: close containers until one goes on.
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

    /// <summary>Skips a key, its colon, and the white space around that.</summary>
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

    /// <summary>Skips a string that is long, escaped, or not ASCII; <see cref="SkipString"/> has the contract.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint SkipOddString(ref byte line, nint position, nint end, out bool isEscaped)
    {
        isEscaped = false;
        nint start = position;
        ulong nonAscii = 0;
        while (position < end)
        {
            nint block = position;
            ulong stops = TBlock.StringStops(ref Unsafe.Add(ref line, block));
            nonAscii |= TBlock.NonAscii(ref Unsafe.Add(ref line, block));
            position += BlockSize;
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

    private static nint SkipDigits(ref byte line, nint position, nint end)
    {
        while (position < end)
        {
            ulong others = TBlock.NonDigits(ref Unsafe.Add(ref line, position));
            if (others != 0)
                return Math.Min(end, position + BitOperations.TrailingZeroCount(others));

            position += BlockSize;
        }

        return end;
    }

    private static nint SkipLiteral(ref byte line, nint position, nint end, ReadOnlySpan<byte> literal)
        => position + literal.Length <= end && MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref line, position), literal.Length).SequenceEqual(literal)
            ? position + literal.Length
            : Malformed;

    /// <summary>Checks the content of a string.</summary>
    /// <param name="line">The line's first byte.</param>
    /// <param name="start">Behind the opening quote, before which there is ASCII, if anything.</param>
    /// <param name="quote">The first byte behind the content that is ASCII: there a sequence that was cut shows.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool IsUtf8(ref byte line, nint start, nint quote)
    {
        for (nint position = start; position <= quote; position += BlockSize)
        {
            ulong errors = TBlock.Utf8Errors(ref Unsafe.Add(ref line, position));
            nint left = quote - position;
            if (left < BlockSize)
                errors &= ulong.MaxValue >> (int)(BlockSize - 1 - left);

            if (errors != 0)
                return false;
        }

        return true;
    }
}
