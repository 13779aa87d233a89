using System.Text.Json.Nodes;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>
/// Types take turns, each with the same keys in an order of its own: what was learned of a type is pushed out of a small
/// memory just before the type comes again.
/// </summary>
internal sealed class AlternatingStream : HostileStream
{
    // More than the fast engine keeps shapes for.
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

    protected override IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject value) => value.OrderBy(member => PlaceOf(member.Key));

    private ulong PlaceOf(string key) => new SplitMix64(HashDigest.Add((ulong)_type, key)).Next();
}
