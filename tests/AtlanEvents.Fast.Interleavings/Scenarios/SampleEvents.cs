namespace AtlanEvents.Fast.Interleavings.Scenarios;

/// <summary>Events for scenarios.</summary>
internal static class SampleEvents
{
    public static byte[] Line(string guid) => Encoding.UTF8.GetBytes(
        $$$"""{"message":{"entity":{"typeName":"Table","guid":"{{{guid}}}","attributes":{}},"operationType":"ENTITY_UPDATE"}}""");
}
