namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>Where the third-party test data is.</summary>
internal static class Corpora
{
    public const string EnvironmentVariable = "ATLAN_EVENTS_CORPORA";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } folder ? folder : null;

    public static string PathOf(params string[] parts) => Path.Combine([Folder!, .. parts]);
}
