namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Lines for tests.</summary>
internal static class Events
{
    public const string Hard = """{"message":{"entity":{"typeName":"Table","guid":"g-1","attributes":{"qualifiedName":"default/pg/1/db/s/t"},"deleteHandler":"HARD"},"operationType":"ENTITY_DELETE"}}""";
    public const string Soft = """{"message":{"entity":{"typeName":"Column","guid":"g-2","attributes":{"qualifiedName":"default/pg/1/db/s/t/c"},"deleteHandler":"SOFT"},"operationType":"ENTITY_DELETE"}}""";
    public const string Update = """{"message":{"entity":{"typeName":"Table","guid":"g-3","attributes":{"qualifiedName":"default/pg/1/db/s/t2"}},"operationType":"ENTITY_UPDATE"}}""";
    public const string Handshake = """{"atlan-webhook":"Hello"}""";
    public const string Bad = """{"message":{"entity":{"typeName":}}}""";

    public static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));
}
