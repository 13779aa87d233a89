using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>
/// Some lines of one shape, worth learning, are followed by some that deviate from it at their very end, by a member with a new name and a
/// value of any kind. Matching such a line against the shape is wasted work up to its last bytes.
/// </summary>
internal sealed class PoisonedStream : HostileStream
{
    private const int MaxGood = 4;
    private const int MaxPoisoned = 8;

    private static readonly Func<JsonNode?>[] s_values =
    [
        () => "text",
        () => 4711,
        () => true,
        () => null,
        () => new JsonArray(1, "two"),
        () => new JsonObject { ["guid"] = "not this" },
    ];

    private int _good;
    private int _poisoned;

    protected override double DropRate => 0;

    protected override byte[] Line(JsonObject line)
    {
        if (_good == 0 && _poisoned == 0)
            (_good, _poisoned) = (1 + Random.Next(MaxGood), 1 + Random.Next(MaxPoisoned));

        if (_good > 0)
        {
            _good--;
        }
        else
        {
            _poisoned--;
            line["message"]![$"x{Random.Next():x16}"] = Random.Pick(s_values)();
        }

        return base.Line(line);
    }
}
