namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>Converts the strings of routing fields to enum values.</summary>
internal static class RoutingText
{
    public static OperationType ToOperationType(Utf8Field text)
    {
        if (!text.IsPresent)
            return OperationType.None;

        ReadOnlySpan<byte> span = text.Span;
        return span.Length switch
        {
            13 when span.SequenceEqual("ENTITY_DELETE"u8) => OperationType.EntityDelete,
            13 when span.SequenceEqual("ENTITY_CREATE"u8) => OperationType.EntityCreate,
            13 when span.SequenceEqual("ENTITY_UPDATE"u8) => OperationType.EntityUpdate,
            18 when span.SequenceEqual("CLASSIFICATION_ADD"u8) => OperationType.ClassificationAdd,
            21 when span.SequenceEqual("CLASSIFICATION_UPDATE"u8) => OperationType.ClassificationUpdate,
            21 when span.SequenceEqual("CLASSIFICATION_DELETE"u8) => OperationType.ClassificationDelete,
            25 when span.SequenceEqual("BUSINESS_ATTRIBUTE_UPDATE"u8) => OperationType.BusinessAttributeUpdate,
            _ => OperationType.Other,
        };
    }

    // Case-sensitive: Atlan writes these values in upper case only.
    public static DeleteHandler ToDeleteHandler(Utf8Field text)
    {
        if (!text.IsPresent)
            return DeleteHandler.None;

        ReadOnlySpan<byte> span = text.Span;
        return span.Length switch
        {
            4 when span.SequenceEqual("HARD"u8) => DeleteHandler.Hard,
            4 when span.SequenceEqual("SOFT"u8) => DeleteHandler.Soft,
            5 when span.SequenceEqual("PURGE"u8) => DeleteHandler.Purge,
            7 when span.SequenceEqual("DEFAULT"u8) => DeleteHandler.Default,
            _ => DeleteHandler.Other,
        };
    }
}
