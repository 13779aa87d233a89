using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Engines;

/// <summary>Recognises the keys of <see cref="RoutingKey"/>.</summary>
internal static class RoutingKeys
{
    /// <summary>The length of the longest key: <c>operationType</c>.</summary>
    public const int MaxLength = 13;

    /// <summary>Which key this is, escapes resolved.</summary>
    /// <param name="key">The bytes between the quotes of a well-formed JSON string.</param>
    /// <param name="isEscaped">Whether there is a backslash among them.</param>
    public static RoutingKey Identify(ReadOnlySpan<byte> key, bool isEscaped)
        => isEscaped ? IdentifyEscaped(key) : Identify(key);

    /// <summary>Which key this text is.</summary>
    public static RoutingKey Identify(ReadOnlySpan<byte> key) => key.Length switch
    {
        4 when key.SequenceEqual("guid"u8) => RoutingKey.Guid,
        4 when key.SequenceEqual("type"u8) => RoutingKey.Type,
        6 when key.SequenceEqual("entity"u8) => RoutingKey.Entity,
        7 when key.SequenceEqual("message"u8) => RoutingKey.Message,
        7 when key.SequenceEqual("payload"u8) => RoutingKey.Payload,
        8 when key.SequenceEqual("typeName"u8) => RoutingKey.TypeName,
        8 when key.SequenceEqual("entities"u8) => RoutingKey.Entities,
        10 when key.SequenceEqual("attributes"u8) => RoutingKey.Attributes,
        12 when key.SequenceEqual("relationship"u8) => RoutingKey.Relationship,
        13 when key.SequenceEqual("operationType"u8) => RoutingKey.OperationType,
        13 when key.SequenceEqual("qualifiedName"u8) => RoutingKey.QualifiedName,
        13 when key.SequenceEqual("deleteHandler"u8) => RoutingKey.DeleteHandler,
        13 when key.SequenceEqual("atlan-webhook"u8) => RoutingKey.AtlanWebhook,
        _ => RoutingKey.None,
    };

    private static RoutingKey IdentifyEscaped(ReadOnlySpan<byte> key)
    {
        // All keys are ASCII, so the longest spelling of one is \uXXXX for each character.
        if (key.Length > MaxLength * JsonText.LongestEscape)
            return RoutingKey.None;

        // A lone surrogate is no text, and so equal to no key.
        Span<byte> text = stackalloc byte[MaxLength * JsonText.LongestEscape];
        return JsonText.TryUnescape(key, text, out int length) ? Identify(text[..length]) : RoutingKey.None;
    }
}
