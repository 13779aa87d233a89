using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Envelope.Wrappers;

/// <summary>Recognises what may stand around an event, by the keys of the line's root; see <see cref="EventWrappers"/>.</summary>
/// <remarks>An object that has a <c>message</c> is an envelope of Atlas's own, and no wrapper, whatever else is in it.</remarks>
internal ref struct WrapperReader
{
    private WrapperKey _seen;
    private WrapperKey _repeated;
    private WrappedValue _body;
    private WrappedValue _detail;
    private WrappedValue _value;
    private WrappedValue _payload;
    private bool _isBase64;

    /// <summary>Looks for what the wrapper holds.</summary>
    /// <param name="line">A line that was accepted.</param>
    /// <param name="wrappers">Which wrappers are looked for.</param>
    /// <param name="value">What is in it.</param>
    /// <param name="isAmbiguous">Whether a key that tells what is in it occurs twice; of these the last one counted.</param>
    /// <returns>Whether the line is one of these wrappers, only one, and holds an object or text.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, EventWrappers wrappers, out WrappedValue value, out bool isAmbiguous)
    {
        var reader = new WrapperReader();
        var members = new JsonChildren(line);
        while (members.Parent == JsonTokenType.StartObject && members.MoveNext())
            reader.Take(members);

        WrapperKey holder = reader.Holder(wrappers);
        WrapperKey telling = holder == WrapperKey.Body ? WrapperKey.Body | WrapperKey.IsBase64Encoded : holder;
        isAmbiguous = (reader._repeated & telling) != 0;
        value = holder switch
        {
            WrapperKey.Body => new WrappedValue { Text = reader._body.Text, IsBase64 = reader._isBase64 },
            WrapperKey.Detail => reader._detail,
            WrapperKey.Value => reader._value,
            WrapperKey.Payload => reader._payload,
            _ => default,
        };
        return !value.Object.IsEmpty || !value.Text.Spelling.IsEmpty;
    }

    private void Take(scoped in JsonChildren member)
    {
        WrapperKey key = WrapperKeys.Identify(member.Key);
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

    /// <summary>The key that holds the event; none unless exactly one wrapper fits.</summary>
    private readonly WrapperKey Holder(EventWrappers wrappers)
    {
        if (Has(WrapperKey.Message))
            return WrapperKey.None;

        bool mayBeRecord = (wrappers & EventWrappers.KafkaConnect) != 0;
        bool isRequest = (wrappers & EventWrappers.Lambda) != 0 && Has(WrapperKey.Body) && Has(WrapperKey.IsBase64Encoded | WrapperKey.RequestContext);
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

    /// <summary>Whether one of these keys occurred.</summary>
    private readonly bool Has(WrapperKey keys) => (_seen & keys) != 0;
}
