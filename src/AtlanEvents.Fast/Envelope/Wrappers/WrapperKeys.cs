using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Envelope.Wrappers;

/// <summary>Recognises the keys of <see cref="WrapperKey"/>.</summary>
internal static class WrapperKeys
{
    public static WrapperKey Identify(JsonString key)
        => key.Equals("message"u8) ? WrapperKey.Message
            : key.Equals("body"u8) ? WrapperKey.Body
            : key.Equals("isBase64Encoded"u8) ? WrapperKey.IsBase64Encoded
            : key.Equals("requestContext"u8) ? WrapperKey.RequestContext
            : key.Equals("detail"u8) ? WrapperKey.Detail
            : key.Equals("detail-type"u8) ? WrapperKey.DetailType
            : key.Equals("key"u8) ? WrapperKey.Key
            : key.Equals("value"u8) ? WrapperKey.Value
            : key.Equals("topic"u8) ? WrapperKey.Topic
            : key.Equals("schema"u8) ? WrapperKey.Schema
            : key.Equals("payload"u8) ? WrapperKey.Payload
            : WrapperKey.None;
}
