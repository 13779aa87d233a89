using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>The wrappers that services between Atlan and a consumer put around a message.</summary>
internal enum WrapperKind
{
    /// <summary>The request of an AWS Lambda function URL, with the message as a string in <c>body</c>.</summary>
    Lambda,

    /// <summary>The same, with <c>body</c> in base64.</summary>
    LambdaBase64,

    /// <summary>An AWS EventBridge event, with the message in <c>detail</c>.</summary>
    EventBridge,

    /// <summary>A Kafka Connect record, with the message in <c>value</c>.</summary>
    Connect,

    /// <summary>A value of Kafka Connect's JsonConverter with schemas, with the message in <c>payload</c>.</summary>
    ConnectSchema,
}

/// <summary>Puts one kind of wrapper around every Atlas message and record.</summary>
internal sealed class WrappingSink(ILineSink next, MessageWrapper wrapper, WrapperKind kind) : ILineSink
{
    public void Write(StreamLine line) => next.Write(line.IsAtlasMessage ? line with { Text = wrapper.Wrap(line, kind) } : line);

    public void Complete() => next.Complete();
}

/// <summary>Wraps messages and records. The wrappers contain no data of real accounts.</summary>
internal sealed class MessageWrapper(SplitMix64 random)
{
    private static readonly DateTimeOffset s_firstTime = DateTimeOffset.FromUnixTimeMilliseconds(1_690_000_000_000);

    // A schema as JsonConverter writes it, reduced to some fields of the envelope.
    private static readonly string s_schema =
        $"{{\"type\":\"struct\",\"fields\":[{Field("msgCompressionKind")},{Field("msgSourceIP")},{Field("msgCreatedBy")}],"
            + "\"optional\":false,\"name\":\"org.apache.atlas.notification\"}";

    private long _messages;

    /// <summary>Wraps a line.</summary>
    public string Wrap(StreamLine line, WrapperKind kind) => kind switch
    {
        WrapperKind.Lambda => LambdaRequest(line.Text, isBase64Encoded: false),
        WrapperKind.LambdaBase64 => LambdaRequest(line.Text, isBase64Encoded: true),
        WrapperKind.EventBridge => EventBridge(line.Text),
        WrapperKind.Connect => $"{{\"key\":{JsonLiteral.Of(line.Key!)},\"value\":{line.Text}}}",
        WrapperKind.ConnectSchema => $"{{\"schema\":{s_schema},\"payload\":{line.Text}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Field(string name) => $"{{\"type\":\"string\",\"optional\":true,\"field\":\"{name}\"}}";

    // The payload format has version 2.0.
    private string LambdaRequest(string message, bool isBase64Encoded)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        DateTimeOffset time = NextTime();
        string head = JsonLiteral.OneLine(
            $$"""
            {"version":"2.0","routeKey":"$default","rawPath":"/","rawQueryString":"",
            "headers":{"content-length":"{{bytes.Length}}","x-amzn-tls-version":"TLSv1.3",
            "x-forwarded-proto":"https","x-forwarded-port":"443",
            "x-forwarded-for":"203.0.113.7","x-atlan-signing-secret":"synthetic","host":"abcdefghijklmnop.lambda-url.us-east-1.on.aws",
            "content-type":"application/json","accept-encoding":"gzip","user-agent":"Go-http-client/2.0"},
            "requestContext":{"accountId":"anonymous","apiId":"abcdefghijklmnop",
            "domainName":"abcdefghijklmnop.lambda-url.us-east-1.on.aws","domainPrefix":"abcdefghijklmnop",
            "http":{"method":"POST","path":"/","protocol":"HTTP/1.1","sourceIp":"203.0.113.7","userAgent":"Go-http-client/2.0"},
            "requestId":"{{random.NextGuid()}}","routeKey":"$default","stage":"$default",
            "time":"{{time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture)}}",
            "timeEpoch":{{time.ToUnixTimeMilliseconds()}}},
            """);
        return isBase64Encoded
            ? $"{head}\"body\":\"{Convert.ToBase64String(bytes)}\",\"isBase64Encoded\":true}}"
            : $"{head}\"body\":{JsonLiteral.Of(message)},\"isBase64Encoded\":false}}";
    }

    private string EventBridge(string detail)
    {
        string head = JsonLiteral.OneLine(
            $$"""
            {"version":"0","id":"{{random.NextGuid()}}","detail-type":"AtlanEvent","source":"atlan","account":"123456789012",
            "time":"{{NextTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}}","region":"us-east-1","resources":[],
            """);
        return $"{head}\"detail\":{detail}}}";
    }

    private DateTimeOffset NextTime() => s_firstTime.AddMilliseconds(40 * _messages++);
}
