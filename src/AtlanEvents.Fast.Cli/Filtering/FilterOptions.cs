namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>The conditions of an <see cref="EventFilter"/>. An empty list is no condition.</summary>
internal sealed record FilterOptions
{
    public IReadOnlyList<string> Operations { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyList<string> Handlers { get; init; } = [];

    public IReadOnlyList<string> Guids { get; init; } = [];

    /// <summary>Qualified names; each stands for itself and all below it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
