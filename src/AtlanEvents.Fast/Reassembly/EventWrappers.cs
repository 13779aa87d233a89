namespace AtlanEvents.Fast.Reassembly;

/// <summary>The wrappers that transports other than Atlan put around events.</summary>
[Flags]
public enum EventWrappers
{
    /// <summary>None: a wrapped event is <see cref="NotRoutableReason.NotAnEvent"/>.</summary>
    None = 0,

    /// <summary>
    /// A request to an AWS Lambda URL or API gateway. The event is the text <c>body</c>, base64-encoded if <c>isBase64Encoded</c>.
    /// </summary>
    Lambda = 1 << 0,

    /// <summary>An Amazon EventBridge event. The event is <c>detail</c>.</summary>
    EventBridge = 1 << 1,

    /// <summary>
    /// A Kafka record as JSON. The event is <c>value</c> next to <c>key</c> or <c>topic</c>, or <c>payload</c> next to <c>schema</c>
    /// or <c>topic</c>, as an object or as text.
    /// </summary>
    KafkaConnect = 1 << 2,

    /// <summary>All wrappers.</summary>
    All = Lambda | EventBridge | KafkaConnect,
}
