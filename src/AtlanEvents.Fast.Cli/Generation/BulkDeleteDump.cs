using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>The number of assets on each level of a deleted connection.</summary>
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

/// <summary>Writes the events that Atlan emits when a connection is deleted: one <c>ENTITY_DELETE</c> for each asset in it.</summary>
/// <remarks>Assets come level by level, the connection first. The assets of a level are distributed evenly over the level above.</remarks>
internal static class BulkDeleteDump
{
    private const long FirstCreateTime = 1_665_131_016_428;
    private const long DeleteTime = 1_667_822_854_152;

    private static readonly string[] s_databases = ["analytics", "finance", "raw-landing", "Marketing", "sandbox"];
    private static readonly string[] s_schemas = ["public", "INVENTORY", "orders", "customer_360", "web events", "billing"];
    private static readonly string[] s_tables =
        ["dim_customer", "FACT_ORDERS", "stg_payments", "sessions", "product.catalog", "daily_revenue"];

    private static readonly string[] s_columns =
        ["id", "CUSTOMER_KEY", "created_at", "amount_usd", "email", "Größe", "country.code", "is_active", "order_status"];

    /// <summary>Writes the events as NDJSON. The same options always give the same bytes.</summary>
    public static void Write(Stream output, BulkDeleteOptions options)
    {
        using var lines = new LineWriter(output);
        Write(lines, options);
    }

    /// <summary>Writes the events to a sink. The same options always give the same lines.</summary>
    public static void Write(ILineSink lines, BulkDeleteOptions options)
    {
        var random = new SplitMix64(options.Seed);
        long sequence = 0;

        // Only the names of the previous level are kept.
        string[] parents = [options.Connection];
        WriteDelete("Connection", options.Connection, options.Connection);
        parents = WriteLevel("Database", parents, s_databases, options.Databases);
        parents = WriteLevel("Schema", parents, s_schemas, options.Schemas);
        parents = WriteLevel("Table", parents, s_tables, options.Tables);
        WriteLevel("Column", parents, s_columns, options.Columns);

        string[] WriteLevel(string typeName, string[] parents, string[] names, int count)
        {
            bool isLast = typeName == "Column";
            string[] level = new string[isLast ? 0 : count];
            for (int i = 0; i < count; i++)
            {
                string name = $"{names[i % names.Length]}_{i + 1}";
                string parent = parents.Length == 0 ? options.Connection : parents[(int)((long)i * parents.Length / count)];
                string qualifiedName = $"{parent}/{name}";
                WriteDelete(typeName, qualifiedName, name);
                if (!isLast)
                    level[i] = qualifiedName;
            }

            return level;
        }

        void WriteDelete(string typeName, string qualifiedName, string name)
        {
            long createTime = FirstCreateTime + random.Next(90_000);
            string guid = random.NextGuid();
            string entity =
                $$"""
                {"typeName":"{{typeName}}",
                "attributes":{"qualifiedName":{{JsonLiteral.Of(qualifiedName)}}},
                "guid":"{{guid}}","status":"DELETED","displayText":{{JsonLiteral.Of(name)}},"isIncomplete":false,
                "createdBy":"autoqa","updatedBy":"autoqa","createTime":{{createTime}},"updateTime":{{createTime + random.Next(1_000)}},
                "deleteHandler":"{{options.Handler}}"}
                """;

            // All events of a request have the same eventTime; Atlas sends about thirty of them per millisecond.
            long creationTime = DeleteTime + 155 + (sequence++ / 30);
            lines.Write(new StreamLine(Envelope.Wrap(Envelope.EntityMessage(entity, "ENTITY_DELETE", DeleteTime), creationTime), guid));
        }
    }
}
