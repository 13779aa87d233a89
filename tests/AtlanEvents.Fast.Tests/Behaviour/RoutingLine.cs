namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Writes events with one member under test, for the truth tables of routing.</summary>
internal static class RoutingLine
{
    /// <summary>The marker in a value; it is read only where the member is a routing field.</summary>
    public const string Mark = "X";

    /// <summary>The routing keys, each with the object to which it belongs.</summary>
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

    /// <summary>
    /// Returns a value from which the marker is read if the key is a routing key: a text, or an object with a text below it.
    /// </summary>
    public static string ValueOf(string key) => key switch
    {
        "message" => """{"entity":{"guid":"X"}}""",
        "entity" => """{"guid":"X"}""",
        "attributes" => """{"qualifiedName":"X"}""",
        _ => "\"X\"",
    };

    /// <summary>Returns whether the value of a key is an object with more routing keys.</summary>
    public static bool IsContainer(string key) => key is "message" or "entity" or "attributes";

    /// <summary>Returns an event with members in one of its objects, before or after the others.</summary>
    /// <param name="key">The key under test. The event has no other member with this key in its proper place.</param>
    /// <param name="place"><c>root</c>, <c>message</c>, <c>entity</c>, <c>attributes</c>, or an object off the paths.</param>
    /// <param name="members">The members.</param>
    /// <param name="isFirst">Whether they precede the others.</param>
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
