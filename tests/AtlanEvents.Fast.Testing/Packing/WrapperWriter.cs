using AtlanEvents.Fast.Testing.Events;

namespace AtlanEvents.Fast.Testing.Packing;

/// <summary>Wraps lines, independently of the library.</summary>
public static class WrapperWriter
{
    /// <summary>Wraps a line, which must be an object without surrounding white space.</summary>
    public static byte[] Wrap(byte[] line, Wrapping wrapping, WritingStyle? style = null)
        => MessagePacker.Styled(Members(Encoding.UTF8.GetString(line), wrapping), style ?? new WritingStyle());

    /// <summary>Returns the option that unwraps it.</summary>
    public static EventWrappers KindOf(Wrapping wrapping) => wrapping switch
    {
        Wrapping.LambdaText or Wrapping.LambdaBase64 => EventWrappers.Lambda,
        Wrapping.EventBridge => EventWrappers.EventBridge,
        _ => EventWrappers.KafkaConnect,
    };

    private static Member[] Members(string line, Wrapping wrapping) => wrapping switch
    {
        Wrapping.LambdaText =>
        [
            new("version", "2.0"), new("routeKey", "$default"), new("headers", new Member[] { new("body", "decoy") }),
            new("body", line), new("isBase64Encoded", new Raw("false")),
        ],
        Wrapping.LambdaBase64 =>
        [
            new("requestContext", new Member[] { new("stage", "$default") }),
            new("body", Convert.ToBase64String(Encoding.UTF8.GetBytes(line))), new("isBase64Encoded", new Raw("true")),
        ],
        Wrapping.EventBridge =>
        [
            new("version", "0"), new("detail-type", "atlan"), new("source", "aws.partner"), new("resources", Array.Empty<object>()),
            new("detail", new Raw(line)),
        ],
        Wrapping.ConnectValue => [new("key", "k"), new("value", new Raw(line))],
        Wrapping.ConnectValueText => [new("key", new Raw("null")), new("value", line)],
        Wrapping.ConnectPayload => [new("schema", new Raw("null")), new("payload", new Raw(line))],
        Wrapping.ConnectPayloadText => [new("schema", new Member[] { new("type", "string") }), new("payload", line)],
        _ => [new("topic", "ATLAS_ENTITIES"), new("partition", new Raw("0")), new("offset", new Raw("7")), new("key", ""),
            new("payload", line)],
    };
}

/// <summary>The wrappers of an event.</summary>
public enum Wrapping
{
    /// <summary>A request to an AWS Lambda URL, with the event as escaped text.</summary>
    LambdaText,

    /// <summary>A request to an API gateway, with the event as base64.</summary>
    LambdaBase64,

    /// <summary>An EventBridge event.</summary>
    EventBridge,

    /// <summary>Kafka Connect: <c>value</c> beside <c>key</c>, an object.</summary>
    ConnectValue,

    /// <summary>Kafka Connect: <c>value</c> beside <c>key</c>, text.</summary>
    ConnectValueText,

    /// <summary>Kafka Connect: <c>payload</c> beside <c>schema</c>, an object.</summary>
    ConnectPayload,

    /// <summary>Kafka Connect: <c>payload</c> beside <c>schema</c>, text.</summary>
    ConnectPayloadText,

    /// <summary>kcat: <c>payload</c> beside <c>topic</c>, text.</summary>
    Kcat,
}
