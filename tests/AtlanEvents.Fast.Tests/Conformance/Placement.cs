namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>The place in a line where bytes are inserted verbatim.</summary>
public enum Placement
{
    /// <summary>The whole line.</summary>
    ByItself,

    /// <summary>The value of a member that is not a routing field.</summary>
    SkippedValue,

    /// <summary>The value of a member beside <c>qualifiedName</c>.</summary>
    AttributeValue,

    /// <summary>A key, including its quotes.</summary>
    Key,

    /// <summary>A key; quotes are added.</summary>
    KeyText,

    /// <summary>The value of all five fields, including its quotes.</summary>
    RoutingValue,

    /// <summary>The value of all five fields; quotes are added.</summary>
    RoutingText,
}

/// <summary>Inserts bytes into lines.</summary>
internal static class Placements
{
    /// <summary>Returns a line with the bytes.</summary>
    public static byte[] Place(this Placement placement, ReadOnlySpan<byte> bytes)
    {
        string template = placement switch
        {
            Placement.SkippedValue => """{"message":{"operationType":"ENTITY_UPDATE","entity":{"other":#,"guid":"g"}}}""",
            Placement.AttributeValue
                => """{"message":{"operationType":"ENTITY_UPDATE","entity":{"attributes":{"x":#,"qualifiedName":"q"},"guid":"g"}}}""",
            Placement.Key => """{"message":{"operationType":"ENTITY_UPDATE","entity":{#:1,"guid":"g"}}}""",
            Placement.KeyText => """{"message":{"operationType":"ENTITY_UPDATE","entity":{"#":1,"guid":"g"}}}""",
            Placement.RoutingValue
                => """{"message":{"operationType":#,"entity":{"typeName":#,"guid":#,"attributes":{"qualifiedName":#},"deleteHandler":#}}}""",
            Placement.RoutingText
                => """{"message":{"operationType":"#","entity":{"typeName":"#","guid":"#","attributes":{"qualifiedName":"#"},"deleteHandler":"#"}}}""",
            _ => "#",
        };

        var line = new List<byte>();
        string[] parts = template.Split('#');
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                line.AddRange(bytes);

            line.AddRange(Encoding.ASCII.GetBytes(parts[i]));
        }

        return [.. line];
    }

    /// <summary>
    /// Returns valid lines with texts and numbers of several lengths in that place, from which an engine learns the shape.
    /// </summary>
    public static byte[][] GoodLines(this Placement placement)
    {
        string[] values = placement is Placement.KeyText or Placement.RoutingText
            ? ["a", "bcd", "a long text of more than thirty-two bytes"] : ["\"a\"", "\"bcd\"", "\"\""];
        return [.. values.Select(value => placement.Place(Encoding.ASCII.GetBytes(value)))];
    }
}
