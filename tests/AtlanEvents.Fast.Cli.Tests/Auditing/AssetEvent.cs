using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

/// <summary>An event for a test. Null values are omitted.</summary>
internal sealed record AssetEvent(string? Type, string? Guid, string? Name, string? Handler = "HARD", string Operation = "ENTITY_DELETE")
{
    private static readonly JsonSerializerOptions s_raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_escaped = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The line as Atlas writes it.</summary>
    public string Line => Message(isReversed: false).ToJsonString(s_raw);

    /// <summary>The line reformatted by another program: other order, escapes, spaces, explicit nulls.</summary>
    public string RewrittenLine => Message(isReversed: true).ToJsonString(s_escaped)
        .Replace("\":", "\" : ", StringComparison.Ordinal)
        .Replace("/", "\\/", StringComparison.Ordinal);

    private JsonObject Message(bool isReversed)
    {
        var attributes = new JsonObject();
        var entity = new JsonObject();
        Add(entity, "typeName", Type, isReversed);
        Add(attributes, "qualifiedName", Name, isReversed);
        entity.Add("attributes", attributes);
        Add(entity, "guid", Guid, isReversed);
        Add(entity, "deleteHandler", Handler, isReversed);
        var message = new JsonObject();
        if (isReversed)
            message.Add("operationType", Operation);

        message.Add("entity", entity);
        if (!isReversed)
            message.Add("operationType", Operation);

        return new JsonObject { ["message"] = message };
    }

    private static void Add(JsonObject json, string name, string? value, bool hasNulls)
    {
        if (value is not null || hasNulls)
            json.Add(name, value);
    }
}
