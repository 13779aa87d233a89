using System.Text.Json;
using AtlanEvents.Fast.Json;
using AtlanEvents.Fast.Reassembly;

namespace AtlanEvents.Fast.Packing.Wrappers;

/// <summary>The keys that identify wrappers.</summary>
[Flags]
internal enum WrapperKey
{
    None = 0,
    Message = 1 << 0,
    Body = 1 << 1,
    IsBase64Encoded = 1 << 2,
    RequestContext = 1 << 3,
    Detail = 1 << 4,
    DetailType = 1 << 5,
    Key = 1 << 6,
    Value = 1 << 7,
    Topic = 1 << 8,
    Schema = 1 << 9,
    Payload = 1 << 10,
}

/// <summary>The content of a wrapper: an object, or text to unescape, which may be base64.</summary>
internal readonly ref struct WrappedValue
{
    /// <summary>The object; empty if it is text.</summary>
    public ReadOnlySpan<byte> Object { get; init; }

    public JsonString Text { get; init; }

    public bool IsBase64 { get; init; }
}

/// <summary>Recognises wrappers by the keys of the line's root. <see cref="EventWrappers"/> has the rules.</summary>
/// <remarks>An object that has a <c>message</c> is Atlas's own envelope and never a wrapper.</remarks>
internal ref struct WrapperReader
{
    private WrapperKey _seen;
    private WrapperKey _repeated;
    private WrappedValue _body;
    private WrappedValue _detail;
    private WrappedValue _value;
    private WrappedValue _payload;
    private bool _isBase64;

    /// <summary>Finds the content of a wrapper.</summary>
    /// <param name="line">An accepted line.</param>
    /// <param name="wrappers">The wrappers to recognise.</param>
    /// <param name="value">The content.</param>
    /// <param name="isAmbiguous">Whether a key that determines the content occurs twice. The last occurrence was used.</param>
    /// <returns>Whether the line is exactly one of these wrappers and contains an object or text.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, EventWrappers wrappers, out WrappedValue value, out bool isAmbiguous)
    {
        var reader = new WrapperReader();
        var members = new JsonChildren(line);
        while (members.Parent == JsonTokenType.StartObject && members.MoveNext())
            reader.Add(members);

        WrapperKey contentKey = reader.FindContentKey(wrappers);
        WrapperKey determining = contentKey == WrapperKey.Body ? WrapperKey.Body | WrapperKey.IsBase64Encoded : contentKey;
        isAmbiguous = (reader._repeated & determining) != 0;
        value = contentKey switch
        {
            WrapperKey.Body => new WrappedValue { Text = reader._body.Text, IsBase64 = reader._isBase64 },
            WrapperKey.Detail => reader._detail,
            WrapperKey.Value => reader._value,
            WrapperKey.Payload => reader._payload,
            _ => default,
        };
        return !value.Object.IsEmpty || !value.Text.Spelling.IsEmpty;
    }

    private void Add(scoped in JsonChildren member)
    {
        WrapperKey key = Identify(member.Key);
        _repeated |= _seen & key;
        _seen |= key;
        switch (key)
        {
            case WrapperKey.Body:
                _body = ValueOf(member);
                break;

            case WrapperKey.IsBase64Encoded:
                _isBase64 = member.Kind == JsonTokenType.True;
                break;

            case WrapperKey.Detail:
                _detail = ValueOf(member);
                break;

            case WrapperKey.Value:
                _value = ValueOf(member);
                break;

            case WrapperKey.Payload:
                _payload = ValueOf(member);
                break;
        }
    }

    private static WrappedValue ValueOf(scoped in JsonChildren member) => member.Kind switch
    {
        JsonTokenType.StartObject => new WrappedValue { Object = member.Value },
        JsonTokenType.String => new WrappedValue { Text = member.Text },
        _ => default,
    };

    /// <summary>The key of the content; none unless exactly one wrapper fits.</summary>
    private readonly WrapperKey FindContentKey(EventWrappers wrappers)
    {
        if (Has(WrapperKey.Message))
            return WrapperKey.None;

        bool mayBeRecord = (wrappers & EventWrappers.KafkaConnect) != 0;
        bool isRequest = (wrappers & EventWrappers.Lambda) != 0
            && Has(WrapperKey.Body)
            && Has(WrapperKey.IsBase64Encoded | WrapperKey.RequestContext);
        bool isDetail = (wrappers & EventWrappers.EventBridge) != 0 && Has(WrapperKey.Detail) && Has(WrapperKey.DetailType);
        bool isValue = mayBeRecord && Has(WrapperKey.Value) && Has(WrapperKey.Key | WrapperKey.Topic);
        bool isPayload = mayBeRecord && Has(WrapperKey.Payload) && Has(WrapperKey.Schema | WrapperKey.Topic);
        return (isRequest, isDetail, isValue, isPayload) switch
        {
            (true, false, false, false) => WrapperKey.Body,
            (false, true, false, false) => WrapperKey.Detail,
            (false, false, true, false) => WrapperKey.Value,
            (false, false, false, true) => WrapperKey.Payload,
            _ => WrapperKey.None,
        };
    }

    /// <summary>Whether one of the keys occurred.</summary>
    private readonly bool Has(WrapperKey keys) => (_seen & keys) != 0;

    private static WrapperKey Identify(JsonString key)
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
