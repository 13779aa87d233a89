namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Lines for tests.</summary>
internal static class Events
{
    public const string Hard =
        $$$"""{"message":{"entity":{"typeName":"Table","guid":"g-1",{{{Schema}}}/t"},"deleteHandler":"HARD"},{{{Delete}}}}}""";

    public const string Soft =
        $$$"""{"message":{"entity":{"typeName":"Column","guid":"g-2",{{{Schema}}}/t/c"},"deleteHandler":"SOFT"},{{{Delete}}}}}""";

    public const string Update =
        $$$"""{"message":{"entity":{"typeName":"Table","guid":"g-3",{{{Schema}}}/t2"}},"operationType":"ENTITY_UPDATE"}}""";

    public const string Handshake = """{"atlan-webhook":"Hello"}""";
    public const string Bad = """{"message":{"entity":{"typeName":}}}""";

    private const string Delete = "\"operationType\":\"ENTITY_DELETE\"";
    private const string Schema = "\"attributes\":{\"qualifiedName\":\"default/pg/1/db/s";

    public static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));
}
