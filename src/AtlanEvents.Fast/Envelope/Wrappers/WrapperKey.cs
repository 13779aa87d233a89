namespace AtlanEvents.Fast.Envelope.Wrappers;

/// <summary>The keys by which wrappers are told.</summary>
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
