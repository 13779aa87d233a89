namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>What services between Atlan and a consumer put around a message.</summary>
internal enum WrapperKind
{
    /// <summary>The request of an AWS Lambda function URL, the message as a string in its <c>body</c>.</summary>
    Lambda,

    /// <summary>The same, the <c>body</c> in base64.</summary>
    LambdaBase64,

    /// <summary>An event of AWS EventBridge, the message in its <c>detail</c>.</summary>
    EventBridge,

    /// <summary>A record of Kafka Connect, the message in its <c>value</c>.</summary>
    Connect,

    /// <summary>A value of Kafka Connect's JsonConverter with schemas, the message in its <c>payload</c>.</summary>
    ConnectSchema,
}
