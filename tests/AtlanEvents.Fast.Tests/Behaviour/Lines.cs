namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Lines that many tests start from.</summary>
internal static class Lines
{
    /// <summary>A whole event with all five fields.</summary>
    public const string Delete =
        """{"version":{"version":"1.0.0"},"message":{"type":"ENTITY_NOTIFICATION_V2","entity":{"typeName":"Column","attributes":{"qualifiedName":"default/bigquery/1/db/s/t/c"},"guid":"ff9d053f-5bd8-4149-81d3-447ba654dbaa","deleteHandler":"HARD"},"operationType":"ENTITY_DELETE","eventTime":1}}""";

    /// <summary>An event with this text between the braces of its <c>entity</c>.</summary>
    public static string Entity(string members) => Fill("""{"message":{"entity":{#}}}""", members);

    /// <summary>An event whose <c>entity</c> has this <c>guid</c>, written as JSON.</summary>
    public static string Guid(string json) => Fill("""{"message":{"entity":{"guid":#}}}""", json);

    /// <summary>An event with this JSON value in a place that nobody looks at.</summary>
    public static string Beside(string json) => Fill("""{"message":{"entity":{"other":#,"guid":"g"}}}""", json);

    /// <summary>An event with this JSON value in all five fields.</summary>
    public static string AllFive(string json)
        => Fill(
            """{"message":{"operationType":#,"entity":{"typeName":#,"guid":#,"attributes":{"qualifiedName":#},"deleteHandler":#}}}""",
            json);

    /// <summary>Puts a text in place of every <c>#</c>.</summary>
    public static string Fill(string template, string text) => template.Replace("#", text, StringComparison.Ordinal);
}
