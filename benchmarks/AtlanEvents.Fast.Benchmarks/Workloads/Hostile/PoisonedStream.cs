using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>
/// After a few lines of a shape, worth learning, come some that leave it at their very end: a member that no line had before, with a value
/// of any kind. Recognising such a line is work in vain, to the last byte but some.
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
