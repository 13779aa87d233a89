namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Writes events around one member, for the truth tables of routing.</summary>
internal static class RoutingLine
{
    /// <summary>What stands in a member's value, and is found only where the member counts.</summary>
    public const string Mark = "X";

    /// <summary>The keys that count, each with the object that it counts in.</summary>
    public static IReadOnlyDictionary<string, string> Homes { get; } = new Dictionary<string, string>
    {
        ["message"] = "root",
        ["operationType"] = "message",
        ["entity"] = "message",
        ["typeName"] = "entity",
        ["guid"] = "entity",
        ["attributes"] = "entity",
        ["deleteHandler"] = "entity",
        ["qualifiedName"] = "attributes",
    };

    /// <summary>A value in which the mark is found if the key counts: a text, or an object with a text below it.</summary>
    public static string ValueOf(string key) => key switch
    {
        "message" => """{"entity":{"guid":"X"}}""",
        "entity" => """{"guid":"X"}""",
        "attributes" => """{"qualifiedName":"X"}""",
        _ => "\"X\"",
    };

    /// <summary>Whether a key's value is an object with more keys that count.</summary>
    public static bool IsContainer(string key) => key is "message" or "entity" or "attributes";

    /// <summary>An event with members in one of its objects, in front of the others or behind them.</summary>
    /// <param name="key">The key that is tried: where it is at home, the event has no other one.</param>
    /// <param name="place"><c>root</c>, <c>message</c>, <c>entity</c>, <c>attributes</c>, or one of the objects that mean nothing.</param>
    /// <param name="members">The members.</param>
    /// <param name="isFirst">Whether they are the first.</param>
    public static string With(string key, string place, string members, bool isFirst)
    {
        string attributes = Object("attributes", "\"a\":1");
        string entity = Object(
            "entity",
            $"\"status\":\"ACTIVE\",\"more\":{Object("object", "\"b\":2")},\"list\":[{Object("array", "\"c\":3")}]{Unless("attributes", attributes)}");
        string message = Object("message", $"\"eventTime\":4{Unless("entity", entity)}");
        return Object("root", $"\"spooled\":false{Unless("message", message)}");

        string Object(string name, string others)
            => name != place || members.Length == 0 ? $"{{{others}}}" : isFirst ? $"{{{members},{others}}}" : $"{{{others},{members}}}";

        string Unless(string name, string value) => key == name && place == Homes[name] ? "" : $",\"{name}\":{value}";
    }
}
