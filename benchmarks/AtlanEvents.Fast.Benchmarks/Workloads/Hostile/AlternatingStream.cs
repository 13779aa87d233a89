using System.Text.Json.Nodes;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>
/// Alternates between many types, each with the same keys in a different order, so that the shape of a type is evicted from a small cache
/// just before the type occurs again.
/// </summary>
internal sealed class AlternatingStream : HostileStream
{
    // Times the number of operations, more than the fast engine keeps shapes.
    private const int Types = 48;

    private int _lines;
    private int _type;

    protected override double DropRate => 0;

    protected override byte[] Line(JsonObject line)
    {
        _type = _lines++ % Types;
        line["message"]!["entity"]!["typeName"] = $"Type{_type}";
        return base.Line(line);
    }

    protected override IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject value)
        => value.OrderBy(member => PlaceOf(member.Key));

    private ulong PlaceOf(string key) => new SplitMix64(HashDigest.Add((ulong)_type, key)).Next();
}
