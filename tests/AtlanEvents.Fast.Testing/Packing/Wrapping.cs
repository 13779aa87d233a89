namespace AtlanEvents.Fast.Testing.Packing;

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
