using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>Every line has a different shape: names, order and nesting of all members off the paths are random.</summary>
internal sealed class ShapesStream : HostileStream
{
    private const double Kept = 0.8;
    private const double Wrapped = 0.1;
    private const int MinNameLength = 6;
    private const int NameLengths = 20;

    private static readonly HashSet<string> s_fixed =
        ["message", "entity", "attributes", "type", "operationType", "typeName", "guid", "qualifiedName", "deleteHandler"];

    protected override IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject value)
    {
        KeyValuePair<string, JsonNode?>[] members = [.. value.Where(member => s_fixed.Contains(member.Key) || Random.Happens(Kept))];
        for (int i = members.Length - 1; i > 0; i--)
        {
            int other = Random.Next(i + 1);
            (members[i], members[other]) = (members[other], members[i]);
        }

        return members.Select(member => s_fixed.Contains(member.Key) ? member : new(NextName(), Nest(member.Value)));
    }

    private JsonNode? Nest(JsonNode? value)
    {
        if (!Random.Happens(Wrapped))
            return value;

        JsonNode? copy = value?.DeepClone();
        return Random.Happens(0.5) ? new JsonArray(copy) : new JsonObject { [NextName()] = copy };
    }

    private string NextName()
        => string.Create(MinNameLength + Random.Next(NameLengths), Random, (name, random) =>
        {
            foreach (ref char c in name)
                c = (char)('a' + random.Next(26));
        });
}
