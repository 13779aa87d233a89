using System.Globalization;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Events whose names contain their sequence number.</summary>
internal static class Sample
{
    /// <summary>Events with the guids <c>g-0</c>, <c>g-1</c>, ... in rotation.</summary>
    public static string[] Events(int count, int guids) => [.. Enumerable.Range(0, count).Select(i => Event($"g-{i % guids}", i))];

    /// <summary>The same events as an input.</summary>
    public static byte[] Input(int count, int guids) => Utf8(Events(count, guids));

    public static string Event(string guid, int sequence)
    {
        string attributes = $"\"attributes\":{{\"qualifiedName\":\"default/pg/1/db/s/{sequence}\"}}";
        return $$$"""{"message":{"entity":{"typeName":"Table","guid":"{{{guid}}}",{{{attributes}}}},"operationType":"ENTITY_UPDATE"}}""";
    }

    public static byte[] Utf8(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(Tests.Events.Lines([.. lines]));

    public static (string Guid, int Sequence) Read(string body)
    {
        JsonElement entity = JsonDocument.Parse(body).RootElement.GetProperty("message").GetProperty("entity");
        string name = entity.GetProperty("attributes").GetProperty("qualifiedName").GetString()!;
        string guid = entity.TryGetProperty("guid", out JsonElement value) ? value.GetString()! : "";
        return (guid, int.Parse(name[(name.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture));
    }
}
