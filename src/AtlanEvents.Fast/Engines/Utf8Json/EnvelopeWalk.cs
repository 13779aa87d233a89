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
/// The reader is handed down rather than kept: it is large, and a field of it would be filled by a copy for every line.
/// </remarks>
internal struct EnvelopeWalk
{
    /// <summary>Whether a routing key occurred twice in one object.</summary>
    public bool HasDuplicateField { get; private set; }

    /// <summary>Reads the line.</summary>
    /// <exception cref="JsonException">The line is not one JSON value, or is nested more than 64 deep.</exception>
    public void Run(ref Utf8JsonReader reader, ref LocatedLine located)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadRoot(ref reader, ref located);
        else
            reader.Skip();

        // Only this read looks behind the value; it throws on anything but whitespace.
        reader.Read();
    }

    private void ReadRoot(ref Utf8JsonReader reader, ref LocatedLine located)
    {
        var seen = RoutingKey.None;
        while (ReadKey(ref reader, out RoutingKey key))
        {
            switch (key)
            {
                case RoutingKey.Message:
                    Note(key, ref seen);
                    located.Strings = default;
                    located.Traits &= ~MessageTraits.OfMessage;
                    if (reader.TokenType == JsonTokenType.StartObject)
                        ReadMessage(ref reader, ref located);
                    else
                        SkipMessage(ref reader, ref located);
                    break;

                case RoutingKey.AtlanWebhook:
                    located.Traits |= MessageTraits.HasWebhookGreeting;
                    reader.Skip();
                    break;

                case RoutingKey.Type:
                    located.Traits |= MessageTraits.HasRootType;
                    reader.Skip();
                    break;

                case RoutingKey.Payload:
                    located.Traits |= MessageTraits.HasRootPayload;
                    reader.Skip();
                    break;

                default:
                    SkipValue(ref reader);
                    break;
            }
        }
    }

    private static void SkipMessage(ref Utf8JsonReader reader, ref LocatedLine located)
    {
        if (reader.TokenType == JsonTokenType.String)
            located.Traits |= MessageTraits.MessageIsString;

        reader.Skip();
    }

    private void ReadMessage(ref Utf8JsonReader reader, ref LocatedLine located)
    {
        located.Traits |= MessageTraits.MessageIsObject;
        var seen = RoutingKey.None;
        while (ReadKey(ref reader, out RoutingKey key))
        {
            switch (key)
            {
                case RoutingKey.OperationType:
                    Note(key, ref seen);
                    ReadString(ref reader, Field.OperationType, ref located);
                    break;

                case RoutingKey.Entity:
                    Note(key, ref seen);
                    ReadEntity(ref reader, ref located);
                    break;

                case RoutingKey.Type:
                    ReadString(ref reader, Field.MessageType, ref located);
                    break;

                case RoutingKey.Entities:
                    located.Traits |= MessageTraits.HasEntities;
                    reader.Skip();
                    break;

                case RoutingKey.Relationship:
                    located.Traits |= MessageTraits.HasRelationship;
                    reader.Skip();
                    break;

                default:
                    SkipValue(ref reader);
                    break;
            }
        }
    }

    private void ReadEntity(ref Utf8JsonReader reader, ref LocatedLine located)
    {
        located.Traits &= ~MessageTraits.EntityIsObject;
        located.Strings[(int)Field.TypeName] = default;
        located.Strings[(int)Field.Guid] = default;
        located.Strings[(int)Field.QualifiedName] = default;
        located.Strings[(int)Field.DeleteHandler] = default;

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        located.Traits |= MessageTraits.EntityIsObject;
        var seen = RoutingKey.None;
        while (ReadKey(ref reader, out RoutingKey key))
        {
            switch (key)
            {
                case RoutingKey.TypeName:
                    Note(key, ref seen);
                    ReadString(ref reader, Field.TypeName, ref located);
                    break;

                case RoutingKey.Guid:
                    Note(key, ref seen);
                    ReadString(ref reader, Field.Guid, ref located);
                    break;

                case RoutingKey.DeleteHandler:
                    Note(key, ref seen);
                    ReadString(ref reader, Field.DeleteHandler, ref located);
                    break;

                case RoutingKey.Attributes:
                    Note(key, ref seen);
                    ReadAttributes(ref reader, ref located);
                    break;

                default:
                    SkipValue(ref reader);
                    break;
            }
        }
    }

    private void ReadAttributes(ref Utf8JsonReader reader, ref LocatedLine located)
    {
        located.Strings[(int)Field.QualifiedName] = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var seen = RoutingKey.None;
        while (ReadKey(ref reader, out RoutingKey key))
        {
            if (key == RoutingKey.QualifiedName)
            {
                Note(key, ref seen);
                ReadString(ref reader, Field.QualifiedName, ref located);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    // A scalar was validated by being read.
    private static void SkipValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            reader.Skip();
    }

    /// <summary>Reads the next key of an object and steps onto its value; <see langword="false"/> at the object's end.</summary>
    private static bool ReadKey(ref Utf8JsonReader reader, out RoutingKey key)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            key = RoutingKey.None;
            return false;
        }

        key = RoutingKeys.Identify(reader.ValueSpan, reader.ValueIsEscaped);
        reader.Read();
        return true;
    }

    private static void ReadString(ref Utf8JsonReader reader, Field field, ref LocatedLine located)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            located.Strings[(int)field] = default;
            reader.Skip();
            return;
        }

        int behindQuote = (int)reader.TokenStartIndex + 1;
        located.MayHaveEscapes |= reader.ValueIsEscaped;
        FieldForm form = reader.ValueIsEscaped ? FieldForm.Escaped : FieldForm.Plain;
        located.Strings[(int)field] = new FieldSlice(behindQuote, reader.ValueSpan.Length, form);
    }

    private void Note(RoutingKey key, ref RoutingKey seen)
    {
        HasDuplicateField |= (seen & key) != 0;
        seen |= key;
    }
}
