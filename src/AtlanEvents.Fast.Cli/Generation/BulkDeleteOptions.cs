namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>What was deleted: a connection with so many databases, schemas, tables and columns in all.</summary>
internal sealed record BulkDeleteOptions
{
    public int Databases { get; init; } = 3;

    public int Schemas { get; init; } = 10;

    public int Tables { get; init; } = 500;

    public int Columns { get; init; } = 15_000;

    public string Handler { get; init; } = "HARD";

    public string Connection { get; init; } = "default/bigquery/1665130698";

    public ulong Seed { get; init; } = 1;
}
