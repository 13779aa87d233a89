using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Engines.Scanning;

/// <summary>
/// The general path: one pass over any line, which checks all that the reference checks and locates the same strings, with
/// vectors and without exceptions.
/// </summary>
/// <remarks>
/// The walk is that of the reference: a method for the members of each object on the way to the routing fields, everything else skipped. It stops at
/// the first thing that is wrong; what exactly that is, is told from the whole line, in the reference's order.
/// </remarks>
internal ref struct EnvelopeScan<TBlock>
    where TBlock : struct, IByteBlock
{
    private readonly ref byte _line;
    private readonly nint _end;
    private nint _position;

    /// <summary>Prepares to scan a line.</summary>
    /// <param name="line">The line's first byte. 64 bytes behind its end must be readable.</param>
    /// <param name="length">The line's length.</param>
    public EnvelopeScan(ref byte line, int length)
    {
        _line = ref line;
        _end = length;
    }

    /// <summary>Whether a routing key occurred twice in one object.</summary>
    public bool HasDuplicateField { get; private set; }

    /// <summary>Whether what was wrong is the nesting.</summary>
    public bool IsTooDeep { get; private set; }

    /// <summary>Scans the line.</summary>
    /// <returns>Whether it is well-formed.</returns>
    public bool TryRun(ref LocatedLine located)
    {
        _position = JsonScanner<TBlock>.SkipWhiteSpace(ref _line, 0, _end);
        bool isValue = Is((byte)'{') ? TryReadObject(Place.Root, ref located) : TrySkipValue(depth: 0);
        return isValue && JsonScanner<TBlock>.SkipWhiteSpace(ref _line, _position, _end) == _end;
    }

    /// <summary>Reads an object on the way to the fields, member by member.</summary>
    private bool TryReadObject(Place place, ref LocatedLine located)
    {
        var seen = RoutingKey.None;
        for (bool isFirst = true; ; isFirst = false)
        {
            if (!TryReadKey(isFirst, out RoutingKey key, out bool isEnd))
                return false;

            if (isEnd)
                return true;

            bool isRead = place switch
            {
                Place.Root => TryReadRootMember(key, ref seen, ref located),
                Place.Message => TryReadMessageMember(key, ref seen, ref located),
                Place.Entity => TryReadEntityMember(key, ref seen, ref located),
                _ => TryReadAttribute(key, ref seen, ref located),
            };
            if (!isRead)
                return false;
        }
    }

    private bool TryReadRootMember(RoutingKey key, ref RoutingKey seen, ref LocatedLine located)
    {
        const int Depth = 1;
        switch (key)
        {
            case RoutingKey.Message:
                Note(key, ref seen);
                located.Strings = default;
                located.Traits &= ~MessageTraits.OfMessage;
                if (Is((byte)'{'))
                {
                    located.Traits |= MessageTraits.MessageIsObject;
                    return TryReadObject(Place.Message, ref located);
                }

                located.Traits |= Is((byte)'"') ? MessageTraits.MessageIsString : MessageTraits.None;
                break;

            case RoutingKey.AtlanWebhook:
                located.Traits |= MessageTraits.HasWebhookGreeting;
                break;

            case RoutingKey.Type:
                located.Traits |= MessageTraits.HasRootType;
                break;

            case RoutingKey.Payload:
                located.Traits |= MessageTraits.HasRootPayload;
                break;
        }

        return TrySkipValue(Depth);
    }

    private bool TryReadMessageMember(RoutingKey key, ref RoutingKey seen, ref LocatedLine located)
    {
        const int Depth = 2;
        switch (key)
        {
            case RoutingKey.OperationType:
                Note(key, ref seen);
                return TryReadString(Field.OperationType, ref located, Depth);

            case RoutingKey.Entity:
                Note(key, ref seen);
                located.Traits &= ~MessageTraits.EntityIsObject;
                located.Strings[(int)Field.TypeName] = default;
                located.Strings[(int)Field.Guid] = default;
                located.Strings[(int)Field.QualifiedName] = default;
                located.Strings[(int)Field.DeleteHandler] = default;
                if (Is((byte)'{'))
                {
                    located.Traits |= MessageTraits.EntityIsObject;
                    return TryReadObject(Place.Entity, ref located);
                }

                break;

            case RoutingKey.Type:
                return TryReadString(Field.MessageType, ref located, Depth);

            case RoutingKey.Entities:
                located.Traits |= MessageTraits.HasEntities;
                break;

            case RoutingKey.Relationship:
                located.Traits |= MessageTraits.HasRelationship;
                break;
        }

        return TrySkipValue(Depth);
    }

    private bool TryReadEntityMember(RoutingKey key, ref RoutingKey seen, ref LocatedLine located)
    {
        const int Depth = 3;
        switch (key)
        {
            case RoutingKey.TypeName:
                Note(key, ref seen);
                return TryReadString(Field.TypeName, ref located, Depth);

            case RoutingKey.Guid:
                Note(key, ref seen);
                return TryReadString(Field.Guid, ref located, Depth);

            case RoutingKey.DeleteHandler:
                Note(key, ref seen);
                return TryReadString(Field.DeleteHandler, ref located, Depth);

            case RoutingKey.Attributes:
                Note(key, ref seen);
                located.Strings[(int)Field.QualifiedName] = default;
                return Is((byte)'{') ? TryReadObject(Place.Attributes, ref located) : TrySkipValue(Depth);

            default:
                return TrySkipValue(Depth);
        }
    }

    private bool TryReadAttribute(RoutingKey key, ref RoutingKey seen, ref LocatedLine located)
    {
        const int Depth = 4;
        if (key != RoutingKey.QualifiedName)
            return TrySkipValue(Depth);

        Note(key, ref seen);
        return TryReadString(Field.QualifiedName, ref located, Depth);
    }

    /// <summary>Reads the next key of an object and steps onto its value, or behind the object if that ends.</summary>
    /// <param name="isFirst">Whether the position is at the object's brace, rather than behind a member.</param>
    /// <param name="key">Which key it is.</param>
    /// <param name="isEnd">Whether there is none.</param>
    private bool TryReadKey(bool isFirst, out RoutingKey key, out bool isEnd)
    {
        key = RoutingKey.None;
        isEnd = false;
        Advance(isFirst ? 1 : 0);
        if (Is((byte)'}'))
        {
            isEnd = true;
            _position++;
            return true;
        }

        if (!isFirst)
        {
            if (!Is((byte)','))
                return false;

            Advance(1);
        }

        if (!Is((byte)'"'))
            return false;

        nint start = _position + 1;
        nint quote = JsonScanner<TBlock>.SkipString(ref _line, start, _end, out bool isEscaped);
        if (quote == JsonScanner<TBlock>.Malformed)
            return false;

        key = RoutingKeys.Identify(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _line, start), (int)(quote - start)), isEscaped);
        _position = quote;
        Advance(1);
        if (!Is((byte)':'))
            return false;

        Advance(1);
        return true;
    }

    private bool TryReadString(Field field, ref LocatedLine located, int depth)
    {
        if (!Is((byte)'"'))
        {
            located.Strings[(int)field] = default;
            return TrySkipValue(depth);
        }

        nint start = _position + 1;
        nint quote = JsonScanner<TBlock>.SkipString(ref _line, start, _end, out bool isEscaped);
        if (quote == JsonScanner<TBlock>.Malformed)
            return false;

        located.MayHaveEscapes |= isEscaped;
        located.Strings[(int)field] = new FieldSlice((int)start, (int)(quote - start), isEscaped ? FieldForm.Escaped : FieldForm.Plain);
        _position = quote + 1;
        return true;
    }

    private bool TrySkipValue(int depth)
    {
        nint position = JsonScanner<TBlock>.SkipValue(ref _line, _position, _end, depth);
        if (position < 0)
        {
            IsTooDeep = position == JsonScanner<TBlock>.TooDeep;
            return false;
        }

        _position = position;
        return true;
    }

    private void Advance(nint count) => _position = JsonScanner<TBlock>.SkipWhiteSpace(ref _line, _position + count, _end);

    private readonly bool Is(byte character) => _position < _end && Unsafe.Add(ref _line, _position) == character;

    private void Note(RoutingKey key, ref RoutingKey seen)
    {
        HasDuplicateField |= (seen & key) != 0;
        seen |= key;
    }

    /// <summary>The objects on the way to the fields.</summary>
    private enum Place
    {
        Root,
        Message,
        Entity,
        Attributes,
    }
}
