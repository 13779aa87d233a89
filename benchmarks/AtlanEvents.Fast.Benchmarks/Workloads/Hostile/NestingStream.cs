using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>
/// Attributes are trees of objects and arrays, up to the limit of <see cref="System.Text.Json.Utf8JsonReader"/>: 64 levels in total.
/// </summary>
internal sealed class NestingStream : HostileStream
{
    // The root, message, entity and attributes are the other four.
    private const int MaxLevels = 60;
    private const int Trees = 5;
    private const double Leaves = 0.3;

    protected override byte[] Line(JsonObject line)
    {
        JsonObject attributes = AttributesOf(line);
        for (int i = 0; i < Trees; i++)
            attributes.Insert(Random.Next(attributes.Count), $"tree{i}", Tree(i == 0 ? MaxLevels : 1 + Random.Next(MaxLevels)));

        return base.Line(line);
    }

    // Built from the inside out.
    private JsonNode Tree(int levels)
    {
        JsonNode tree = NextLevel(null);
        for (int level = 1; level < levels; level++)
            tree = NextLevel(tree);

        return tree;
    }

    private JsonNode NextLevel(JsonNode? inner)
    {
        bool hasLeaf = Random.Happens(Leaves);
        if (Random.Happens(0.5))
        {
            var array = new JsonArray();
            if (hasLeaf)
                array.Add(Random.Next(1_000));

            if (inner is not null)
                array.Add(inner);

            return array;
        }

        var value = new JsonObject();
        if (inner is not null)
            value["child"] = inner;

        if (hasLeaf)
            value["name"] = "leaf";

        return value;
    }
}
