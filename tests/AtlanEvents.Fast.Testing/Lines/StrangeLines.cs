namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>Events that all have different shapes: keys, order, types, nesting or spelling. None is worth learning.</summary>
internal static class StrangeLines
{
    private static readonly string[] s_values = ["1", "\"x\"", "null", "true", "[]", "{}", "1.5", "[{\"a\":1}]", "\"\""];
    private static readonly string[] s_members = ["\"typeName\":\"T\"", "\"guid\":\"g\"", "\"status\":\"s\"", "\"a\":1", "\"b\":[1]",
        "\"attributes\":{\"qualifiedName\":\"q\"}", "\"c\":null", "\"d\":{}"];

    /// <summary>Returns the line with a number.</summary>
    public static byte[] Line(int number)
    {
        string n = number.ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes((number % 6) switch
        {
            0 => Event($"\"typeName\":\"T\",\"k{n}\":1,\"guid\":\"g{n}\""),
            1 => Event($"\"typeName\":\"T{n}\",{string.Join(',', Shuffled(number))},\"o{number % 1000}\":1"),
            2 => Event($"\"guid\":\"g\",\"attributes\":{{\"a{n}\":{{\"b{n}\":[{n}]}},\"qualifiedName\":\"q\"}}"),
            3 => Event("\"typeName\":\"T\"," + string.Join(',', Types(number)) + ",\"guid\":\"g\""),
            4 => $"{{\"r{n}\":{{}},{Event("\"guid\":\"g\",\"typeName\":\"T\"")[1..]}",
            _ => Event($"\"{new string('k', number % 300)}{n}\" : 1, \"guid\" :\"g\""),
        });
    }

    private static string Event(string entity)
        => "{\"message\":{\"type\":\"ENTITY_NOTIFICATION_V2\",\"entity\":{" + entity + "},\"operationType\":\"ENTITY_DELETE\"}}";

    private static string[] Shuffled(int number)
    {
        string[] members = [.. s_members];
        new Random(number).Shuffle(members);
        return members[..(2 + (number % 7))];
    }

    /// <summary>The digits of the number select the types of the values.</summary>
    private static IEnumerable<string> Types(int number)
    {
        for (int key = 0; key < 7; key++, number /= s_values.Length)
            yield return $"\"m{key}\":{s_values[number % s_values.Length]}";
    }
}
