namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>What the tool looks at in its environment.</summary>
internal static class EnvironmentVariables
{
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("ATLAN_EVENTS_ENGINE", "The engine where --engine is auto: utf8json or fast."),
        ("ATLAN_EVENTS_VECTOR_BITS", "How wide the vectors of the fast engine are: 128, 256 or 512. By default as wide as the processor's."),
        ("NO_COLOR", "No colours, if it is not empty. See https://no-color.org."),
        ("TERM", "Without it, or if it is dumb, a terminal gets neither colours nor a moving bar of progress."),
    ];
}
