using System.Text.Json;
using AtlanEvents.Fast.Testing.Reading;

namespace AtlanEvents.Fast.Testing.Oracle;

/// <summary>
/// Computes the expected outcome of every line independently of the library: with a <see cref="JsonDocument"/> and strings, slowly.
/// </summary>
public static class LineOracle
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns whether a line is well-formed, exactly as <c>testdata/behaviour.md</c> defines it.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> line) => FindFault(line) == LineFaultReason.None;

    /// <summary>Returns the whole result of reading an input.</summary>
    public static ReadingResult Read(byte[] input, EventReaderOptions? options = null)
    {
        options ??= new EventReaderOptions();
        var collector = new LineCollector();
        var verdicts = new List<LineVerdict>();
        foreach (InputLine line in InputLine.Split(input))
        {
            (LineVerdict verdict, EventFields? fields) = Judge(line.Bytes, options);
            if (verdict.FaultReason == LineFaultReason.InvalidJson && !line.IsTerminated)
                verdict = LineVerdict.Rejected(LineFaultReason.Truncated);

            verdicts.Add(verdict);
            string text = Encoding.Latin1.GetString(line.Bytes);
            if (verdict.Outcome == LineOutcome.Event)
                collector.Lines.Add(new LineResult(line.Number, line.Offset, verdict, fields, line.Bytes.Length, text));
            else if (verdict.Outcome == LineOutcome.Rejected)
                collector.Add(verdict.FaultReason, line.Number, line.Offset, line.Bytes.Length,
                    line.Bytes.AsSpan(0, Math.Min(line.Bytes.Length, options.MaxLineBytes)));
        }

        return new ReadingResult(collector.Lines, CountsSnapshot.Of(verdicts, verdicts.Count == 0 ? 0 : input.Length));
    }

    /// <summary>Returns the verdict on one line, and the fields of an event.</summary>
    public static (LineVerdict Verdict, EventFields? Fields) Judge(ReadOnlySpan<byte> line, EventReaderOptions? options = null)
    {
        options ??= new EventReaderOptions();
        if (line.Length > options.MaxLineBytes)
            return (LineVerdict.Rejected(LineFaultReason.LineTooLong), null);

        if (line.Trim(" \t\r\n"u8).IsEmpty)
            return (LineVerdict.Blank, null);

        LineFaultReason fault = FindFault(line);
        if (fault != LineFaultReason.None)
            return (LineVerdict.Rejected(fault), null);

        using JsonDocument document = JsonDocument.Parse(line.ToArray());
        return Route(document.RootElement, options);
    }

    private static LineFaultReason FindFault(ReadOnlySpan<byte> line)
    {
        try
        {
            _ = s_strictUtf8.GetCharCount(line);
        }
        catch (DecoderFallbackException)
        {
            return LineFaultReason.InvalidUtf8;
        }

        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            bool isTooDeep = e.Message.StartsWith("The maximum configured depth of 64 has been exceeded", StringComparison.Ordinal);
            return isTooDeep ? LineFaultReason.TooDeep : LineFaultReason.InvalidJson;
        }

        return LineFaultReason.None;
    }

    private static (LineVerdict Verdict, EventFields? Fields) Route(JsonElement root, EventReaderOptions options)
    {
        if (!options.AllowDuplicateFields && HasDuplicate(root))
            return (LineVerdict.Rejected(LineFaultReason.DuplicateField), null);

        JsonElement? message = Last(root, "message");
        JsonElement? entity = Last(message, "entity");
        EventFields fields;
        try
        {
            fields = new EventFields(
                Text(Last(message, "operationType")),
                Text(Last(entity, "typeName")),
                Text(Last(entity, "guid")),
                Text(Last(Last(entity, "attributes"), "qualifiedName")),
                Text(Last(entity, "deleteHandler")));
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate.
            return (LineVerdict.Rejected(LineFaultReason.InvalidText), null);
        }

        NotRoutableReason reason = FindReason(root, message, entity, fields.OperationType ?? string.Empty);
        return reason == NotRoutableReason.None ? (LineVerdict.Event, fields) : (LineVerdict.NotRoutable(reason), null);
    }

    private static NotRoutableReason FindReason(JsonElement root, JsonElement? message, JsonElement? entity, string operation)
    {
        if (message?.ValueKind == JsonValueKind.String)
            return NotRoutableReason.CompressedOrSplit;

        if (message?.ValueKind != JsonValueKind.Object)
        {
            if (Last(root, "atlan-webhook") is not null)
                return NotRoutableReason.WebhookHandshake;

            bool isWebhook = Last(root, "type") is not null && Last(root, "payload") is not null;
            return isWebhook ? NotRoutableReason.OtherWebhook : NotRoutableReason.NotAnEvent;
        }

        string type = TextOrEmpty(Last(message, "type"));
        bool hasEntity = entity?.ValueKind == JsonValueKind.Object;
        if (type == "ENTITY_NOTIFICATION_V1" || operation.StartsWith("TRAIT_", StringComparison.Ordinal))
            return NotRoutableReason.V1Notification;

        bool isHookType = type.StartsWith("TYPE_", StringComparison.Ordinal)
            || (type.StartsWith("ENTITY_", StringComparison.Ordinal) && !type.StartsWith("ENTITY_NOTIFICATION", StringComparison.Ordinal));
        bool hasOnlyEntities = Last(message, "entities") is not null && !hasEntity;
        if (operation.Length == 0 && (isHookType || hasOnlyEntities))
            return NotRoutableReason.HookMessage;

        if (hasEntity)
            return NotRoutableReason.None;

        bool isRelationship = Last(message, "relationship") is not null || operation.StartsWith("RELATIONSHIP_", StringComparison.Ordinal);
        return isRelationship ? NotRoutableReason.RelationshipEvent : NotRoutableReason.NotAnEvent;
    }

    private static bool HasDuplicate(JsonElement root)
        => Repeats(root, "message") || All(root, "message").Any(message =>
            Repeats(message, "operationType", "entity") || All(message, "entity").Any(entity =>
                Repeats(entity, "typeName", "guid", "attributes", "deleteHandler") || All(entity, "attributes").Any(attributes =>
                    Repeats(attributes, "qualifiedName"))));

    private static bool Repeats(JsonElement element, params string[] names) => names.Any(name => All(element, name).Count() > 1);

    private static JsonElement? Last(JsonElement? element, string name)
    {
        JsonElement[] values = element is null ? [] : [.. All(element.Value, name)];
        return values.Length == 0 ? null : values[^1];
    }

    private static IEnumerable<JsonElement> All(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Where(property => IsNamed(property, name)).Select(property => property.Value)
            : [];

    private static bool IsNamed(JsonProperty property, string name)
    {
        try
        {
            return property.Name == name;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate is not text, and equals no key.
            return false;
        }
    }

    private static string? Text(JsonElement? element) => element?.ValueKind == JsonValueKind.String ? element.Value.GetString() : null;

    private static string TextOrEmpty(JsonElement? element)
    {
        try
        {
            return Text(element) ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }
}
