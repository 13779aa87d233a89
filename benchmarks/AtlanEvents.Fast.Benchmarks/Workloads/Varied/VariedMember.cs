using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Varied;

/// <summary>A member of an object: how its value is made, and how often the value changes and the member is missing.</summary>
/// <remarks>
/// Of 100 members, the values of 70 are constant, 20 change in 5 % of the events, and 10 in every event. 80 members are never
/// missing, 15 in 2 % of the events, and 5 in half of them.
/// </remarks>
internal sealed class VariedMember
{
    private readonly SplitMix64 _random;
    private readonly Func<SplitMix64, string> _create;
    private readonly double _changeRate;
    private readonly double _missingRate;
    private readonly string _constant;

    /// <param name="name">The key.</param>
    /// <param name="create">Creates a value, as JSON.</param>
    /// <param name="random">The source of all randomness.</param>
    public VariedMember(string name, Func<SplitMix64, string> create, SplitMix64 random)
    {
        Name = name;
        _create = create;
        _random = random;
        _constant = create(random);
        _changeRate = random.Next(100) switch
        {
            < 70 => 0,
            < 90 => 0.05,
            _ => 1,
        };
        _missingRate = random.Next(100) switch
        {
            < 80 => 0,
            < 95 => 0.02,
            _ => 0.5,
        };
    }

    public string Name { get; }

    /// <summary>The member in the next event, as JSON; or <see langword="null"/> if it is missing.</summary>
    public string? Next()
    {
        if (_random.Happens(_missingRate))
            return null;

        string value = _random.Happens(_changeRate) ? _create(_random) : _constant;
        return $"{JsonLiteral.Of(Name)}:{value}";
    }
}
