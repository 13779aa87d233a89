using System.Text.Json;

namespace AtlanEvents.Fast.Engines.Utf8Json;

/// <summary>Walks one line from end to end, a method for each object on the way to the routing fields.</summary>
/// <remarks>
/// Values off the way are skipped, which validates them. A key that repeats replaces all that its earlier value gave, as in
/// <see cref="JsonDocument"/>; <see cref="HasDuplicateField"/> tells that it happened.
/// <code>
/// $ -> message -> operationType
///              -> entity -> typeName, guid, deleteHandler
///                        -> attributes -> qualifiedName
/// </code>
/// </remarks>
internal ref struct EnvelopeWalk(ReadOnlySpan<byte> line)
{
    private Utf8JsonReader _reader = new(line);

    /// <summary>Whether a routing key occurred twice in one object.</summary>
    public bool HasDuplicateField { get; private set; }

    /// <summary>Reads the line.</summary>
    /// <exception cref="JsonException">The line is not one JSON value, or is nested more than 64 deep.</exception>
    public void Run(ref LocatedLine located)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartObject)
            ReadRoot(ref located);
        else
            _reader.Skip();

        // Only this read looks behind the value; it throws on anything but whitespace.
        _reader.Read();
    }

    private void ReadRoot(ref LocatedLine located)
    {
        var seen = RoutingKey.None;
        while (ReadKey(out RoutingKey key))
        {
            switch (key)
            {
                case RoutingKey.Message:
                    Note(key, ref seen);
                    located.Strings = default;
                    located.Traits &= ~MessageTraits.OfMessage;
                    if (_reader.TokenType == JsonTokenType.StartObject)
                        ReadMessage(ref located);
                    else
                        SkipMessage(ref located);
                    break;

                case RoutingKey.AtlanWebhook:
                    located.Traits |= MessageTraits.HasWebhookGreeting;
                    _reader.Skip();
                    break;

                case RoutingKey.Type:
                    located.Traits |= MessageTraits.HasRootType;
                    _reader.Skip();
                    break;

                case RoutingKey.Payload:
                    located.Traits |= MessageTraits.HasRootPayload;
                    _reader.Skip();
                    break;

                default:
                    _reader.Skip();
                    break;
            }
        }
    }

    private void SkipMessage(ref LocatedLine located)
    {
        if (_reader.TokenType == JsonTokenType.String)
            located.Traits |= MessageTraits.MessageIsString;

        _reader.Skip();
    }

    private void ReadMessage(ref LocatedLine located)
    {
        located.Traits |= MessageTraits.MessageIsObject;
        var seen = RoutingKey.None;
        while (ReadKey(out RoutingKey key))
        {
            switch (key)
            {
                case RoutingKey.OperationType:
                    Note(key, ref seen);
                    ReadString(Field.OperationType, ref located);
                    break;

                case RoutingKey.Entity:
                    Note(key, ref seen);
                    ReadEntity(ref located);
                    break;

                case RoutingKey.Type:
                    ReadString(Field.MessageType, ref located);
                    break;

                case RoutingKey.Entities:
                    located.Traits |= MessageTraits.HasEntities;
                    _reader.Skip();
                    break;

                case RoutingKey.Relationship:
                    located.Traits |= MessageTraits.HasRelationship;
                    _reader.Skip();
                    break;

                default:
                    _reader.Skip();
                    break;
            }
        }
    }

    private void ReadEntity(ref LocatedLine located)
    {
        located.Traits &= ~MessageTraits.EntityIsObject;
        located.Strings[(int)Field.TypeName] = default;
        located.Strings[(int)Field.Guid] = default;
        located.Strings[(int)Field.QualifiedName] = default;
        located.Strings[(int)Field.DeleteHandler] = default;

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _reader.Skip();
            return;
        }

        located.Traits |= MessageTraits.EntityIsObject;
        var seen = RoutingKey.None;
        while (ReadKey(out RoutingKey key))
        {
            switch (key)
            {
                case RoutingKey.TypeName:
                    Note(key, ref seen);
                    ReadString(Field.TypeName, ref located);
                    break;

                case RoutingKey.Guid:
                    Note(key, ref seen);
                    ReadString(Field.Guid, ref located);
                    break;

                case RoutingKey.DeleteHandler:
                    Note(key, ref seen);
                    ReadString(Field.DeleteHandler, ref located);
                    break;

                case RoutingKey.Attributes:
                    Note(key, ref seen);
                    ReadAttributes(ref located);
                    break;

                default:
                    _reader.Skip();
                    break;
            }
        }
    }

    private void ReadAttributes(ref LocatedLine located)
    {
        located.Strings[(int)Field.QualifiedName] = default;
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _reader.Skip();
            return;
        }

        var seen = RoutingKey.None;
        while (ReadKey(out RoutingKey key))
        {
            if (key == RoutingKey.QualifiedName)
            {
                Note(key, ref seen);
                ReadString(Field.QualifiedName, ref located);
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    /// <summary>Reads the next key of an object and steps onto its value; <see langword="false"/> at the object's end.</summary>
    private bool ReadKey(out RoutingKey key)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            key = RoutingKey.None;
            return false;
        }

        key = RoutingKeys.Identify(_reader.ValueSpan, _reader.ValueIsEscaped);
        _reader.Read();
        return true;
    }

    private void ReadString(Field field, ref LocatedLine located)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            located.Strings[(int)field] = default;
            _reader.Skip();
            return;
        }

        int behindQuote = (int)_reader.TokenStartIndex + 1;
        FieldForm form = _reader.ValueIsEscaped ? FieldForm.Escaped : FieldForm.Plain;
        located.Strings[(int)field] = new FieldSlice(behindQuote, _reader.ValueSpan.Length, form);
    }

    private void Note(RoutingKey key, ref RoutingKey seen)
    {
        HasDuplicateField |= (seen & key) != 0;
        seen |= key;
    }
}
