using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Mutation;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>Generates cases: lines of a few families that nearly repeat, so that they are learned, and mutated lines among them.</summary>
internal sealed class CaseGenerator
{
    private const int MaxInputLength = 200_000;
    private const int KeptLines = 8;

    // More families than an engine keeps shapes.
    private const int ManyFamilies = 40;

    private readonly Random _random;
    private readonly LineMutator _mutator;
    private readonly Func<byte[]>[] _families;
    private readonly List<byte[]> _changed = [];
    private readonly bool _isSmall;

    private CaseGenerator(int seed)
    {
        _random = new Random(seed);
        _mutator = new LineMutator(_random);
        _isSmall = _random.Happens(0.15);
        _families = NewFamilies();
    }

    /// <summary>Generates a case. The same id always gives the same case.</summary>
    public static FuzzCase Generate(CaseId id)
    {
        var generator = new CaseGenerator(id.RandomSeed);
        byte[] input = generator.NewInput();
        return new FuzzCase(id, input, PlanGenerator.NewPlan(input, generator._random));
    }

    private byte[] NewInput()
    {
        int lines = _isSmall ? _random.Next(3, 40) : _random.Next(10) < 7 ? _random.Next(30, 200) : _random.Next(200, 600);
        double changes = _random.Pick([0.02, 0.1, 0.1, 0.3]);
        double switches = _random.Pick([0.01, 0.1, 0.5]);
        double returns = _random.Pick([0, 0, 0.1, 1]);
        byte[] previous = [];
        int family = 0;
        var input = new List<byte>(MaxInputLength / 4);
        for (int i = 0; i < lines && input.Count < MaxInputLength; i++)
        {
            if (_random.Happens(switches))
                family = _random.Next(_families.Length);

            byte[] line = _families[family]();
            if (_random.Happens(changes))
                line = Changed(line, previous);

            previous = line;
            input.AddRange(line);
            input.AddRange(_random.Happens(returns) ? "\r\n"u8 : "\n"u8);
        }

        byte[] bytes = [.. input];
        if (_random.Happens(0.25))
        {
            var mutation = new InputMutation(_random);
            for (int i = 1 + _random.Next(3); i > 0; i--)
                bytes = mutation.Mutate(bytes);
        }

        return bytes;
    }

    /// <summary>Mutates a line, possibly one that was mutated before.</summary>
    private byte[] Changed(byte[] line, byte[] other)
    {
        if (_changed.Count > 0 && _random.Happens(0.2))
            line = _random.Pick(_changed);

        line = _mutator.MutateLine(line, other);
        if (_changed.Count < KeptLines)
            _changed.Add(line);
        else
            _changed[_random.Next(KeptLines)] = line;

        return line;
    }

    private Func<byte[]>[] NewFamilies()
    {
        if (_isSmall)
            return [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => NewSmallFamily())];

        return _random.Next(25) == 0
            ? [.. Enumerable.Range(_random.Next(10_000), ManyFamilies)
                .Select(number => (Func<byte[]>)new RepeatingLines(StrangeLines.Line(number), _random).Next)]
            : [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => NewFamily())];
    }

    private Func<byte[]> NewFamily() => _random.Next(10) switch
    {
        < 3 => new RepeatingLines(_random.Pick(SeedLines.Bulk), _random).Next,
        3 => new RepeatingLines(_random.Pick(SeedLines.Mixed), _random).Next,
        4 => () => _random.Pick(SeedLines.Bulk),
        5 => new RepeatingLines(_random.Pick(SeedLines.Written), _random).Next,
        6 => new AttackLines(_random.Next()).Next,

        // A family that differs slightly from a known one, as if from another serialiser.
        7 => new RepeatingLines(_mutator.MutateLine(_random.Pick(SeedLines.Bulk)), _random).Next,
        _ => new BranchingLines(_random.Next()).Next,
    };

    private Func<byte[]> NewSmallFamily()
        => _random.Next(3) == 0 ? new BranchingLines(_random.Next()).Next : new RepeatingLines(_random.Pick(SeedLines.Short), _random).Next;
}
