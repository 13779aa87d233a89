namespace AtlanEvents.Fast.AspNetCore.Telemetry;

/// <summary>The values of the tag <c>outcome</c>.</summary>
internal static class Outcomes
{
    public const string Event = "event";
    public const string NotRoutable = "not_routable";
    public const string Handshake = "handshake";
    public const string Unauthorized = "unauthorized";
    public const string Invalid = "invalid";
    public const string Full = "full";
    public const string Failed = "failed";
    public const string Aborted = "aborted";
}
