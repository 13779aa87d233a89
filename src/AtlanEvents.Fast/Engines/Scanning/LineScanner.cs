using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>
/// Decides about any line that the general path does not accept, in one pass. It checks everything that the reference engine checks,
/// locates the same fields, and throws no exceptions.
/// </summary>
/// <remarks>
/// It enters the objects on the path to the routing fields and skips all other values. It stops at the first fault and then
/// determines the reason in the reference's order.
/// </remarks>
internal ref struct LineScanner<TBlock>
    where TBlock : struct, IByteBlock
{
    private readonly ref byte _line;
    private readonly nint _end;
    private nint _position;
    private bool _isTooDeep;

    private LineScanner(ref byte line, int length)
    {
        _line = ref line;
        _end = length;
    }

    /// <summary>Validates a line and locates its fields.</summary>
    /// <param name="padded">A padded copy of the line.</param>
    /// <param name="allowDuplicateFields">Whether the last occurrence of a duplicate field counts.</param>
    /// <param name="located">The fields and traits; only the path if the line is rejected.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or the reason why the line is rejected.</returns>
    public static LineFaultReason Locate(PaddedLine padded, bool allowDuplicateFields, out LocatedLine located)
    {
        located = new LocatedLine { Path = LinePath.General };
        var scanner = new LineScanner<TBlock>(ref padded.First, padded.Length);
        LineFaultReason reason = LineFaultReason.None;
        if (!scanner.TryRead(ref located))
        {
            reason = !Utf8.IsValid(padded.Line) ? LineFaultReason.InvalidUtf8
                : scanner._isTooDeep ? LineFaultReason.TooDeep
                : LineFaultReason.InvalidJson;
        }
        else if (located.HasDuplicateField && !allowDuplicateFields)
        {
            reason = LineFaultReason.DuplicateField;
        }

        if (reason != LineFaultReason.None)
            located = new LocatedLine { Path = LinePath.General };

        return reason;
    }

    private bool TryRead(ref LocatedLine located)
    {
        _position = JsonScanner<TBlock>.SkipWhiteSpace(ref _line, 0, _end);
        bool isValue = IsAt((byte)'{') ? TryReadObject(Place.Root, depth: 1, ref located) : TrySkipValue(depth: 0);
        return isValue && JsonScanner<TBlock>.SkipWhiteSpace(ref _line, _position, _end) == _end;
    }

    /// <summary>Reads an object on the path, member by member.</summary>
    private bool TryReadObject(Place place, int depth, ref LocatedLine located)
    {
        uint seen = 0;
        for (bool isFirst = true; ; isFirst = false)
        {
            if (!TryReadKey(place, isFirst, out Route? route, out bool isEnd))
                return false;

            if (isEnd)
                return true;

            if (!(route is null ? TrySkipValue(depth) : TryReadMember(route, depth, ref seen, ref located)))
                return false;
        }
    }

    private bool TryReadMember(Route route, int depth, ref uint seen, ref LocatedLine located)
    {
        byte first = _position < _end ? Unsafe.Add(ref _line, _position) : default;
        located.Add(route, first, ref seen);
        if (first == (byte)'{' && route.Child != Place.None)
            return TryReadObject(route.Child, depth + 1, ref located);

        if (first != (byte)'"' || route.Field == Field.Count)
            return TrySkipValue(depth);

        nint start = _position + 1;
        nint quote = JsonScanner<TBlock>.SkipString(ref _line, start, _end, out bool isEscaped);
        if (quote == JsonScanner<TBlock>.Malformed)
            return false;

        located.AddField(route.Field, start, quote, isEscaped);
        _position = quote + 1;
        return true;
    }

    /// <summary>Reads the next key of an object and moves to its value, or moves past the end of the object.</summary>
    /// <param name="place">The object.</param>
    /// <param name="isFirst">Whether the position is at the object's brace rather than after a member.</param>
    /// <param name="route">The key's row in the routing table, if it has one.</param>
    /// <param name="isEnd">Whether the object ended.</param>
    private bool TryReadKey(Place place, bool isFirst, out Route? route, out bool isEnd)
    {
        route = null;
        isEnd = false;
        Advance(isFirst ? 1 : 0);
        if (IsAt((byte)'}'))
        {
            isEnd = true;
            _position++;
            return true;
        }

        if (!isFirst)
        {
            if (!IsAt((byte)','))
                return false;

            Advance(1);
        }

        if (!IsAt((byte)'"'))
            return false;

        nint start = _position + 1;
        nint quote = JsonScanner<TBlock>.SkipString(ref _line, start, _end, out bool isEscaped);
        if (quote == JsonScanner<TBlock>.Malformed)
            return false;

        ReadOnlySpan<byte> key = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _line, start), (int)(quote - start));
        route = RoutingTable.Find(place, key, isEscaped);
        _position = quote;
        Advance(1);
        if (!IsAt((byte)':'))
            return false;

        Advance(1);
        return true;
    }

    private bool TrySkipValue(int depth)
    {
        nint position = JsonScanner<TBlock>.SkipValue(ref _line, _position, _end, depth);
        if (position < 0)
        {
            _isTooDeep = position == JsonScanner<TBlock>.TooDeep;
            return false;
        }

        Debug.Assert(position <= _end, "A value ends within the line.");
        _position = position;
        return true;
    }

    private void Advance(nint count) => _position = JsonScanner<TBlock>.SkipWhiteSpace(ref _line, _position + count, _end);

    private readonly bool IsAt(byte character) => _position < _end && Unsafe.Add(ref _line, _position) == character;
}
