namespace AtlanEvents.Fast;

/// <summary>What else may stand around an event, where it was not taken from Atlan itself but from what carried it on.</summary>
[Flags]
public enum EventWrappers
{
    /// <summary>Nothing: a line that is a wrapper is <see cref="NotRoutableReason.NotAnEvent"/>.</summary>
    None = 0,

    /// <summary>A request to an AWS Lambda URL or an API gateway: the event is the text <c>body</c>, as base64 if <c>isBase64Encoded</c>.</summary>
    Lambda = 1 << 0,

    /// <summary>An Amazon EventBridge event: the event is its <c>detail</c>.</summary>
    EventBridge = 1 << 1,

    /// <summary>
    /// A Kafka record as JSON: the event is its <c>value</c> beside a <c>key</c> or <c>topic</c>, or its <c>payload</c> beside a <c>schema</c>
    /// or <c>topic</c>, as an object or as text.
    /// </summary>
    KafkaConnect = 1 << 2,

    /// <summary>Every wrapper.</summary>
    All = Lambda | EventBridge | KafkaConnect,
}
