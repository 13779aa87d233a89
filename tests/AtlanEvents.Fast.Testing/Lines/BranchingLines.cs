namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>
/// Small lines of a few kinds with a common prefix, and lines that combine the start of one with the end of another, or have a part cut
/// out.
/// </summary>
/// <remarks>
/// The kind is written last, so that an engine that compares from the start learns shapes that branch, and changes from one to another in
/// between.
/// <code>
/// {"message":{"a":{"b":12,"c":"x"},"entity":{"guid":"g"},"type":"K0"}}
/// {"message":{"a":{"b":123},"entity":{"guid":"g"},"type":"K1"}}
/// {"message":{"a":{3},"entity":{"guid":"g"},"type":"K1"}}                cut: not JSON
/// </code>
/// </remarks>
internal sealed class BranchingLines
{
    private const int Kinds = 3;
    private const int MaxMembers = 3;
    private const int MaxDepth = 2;
    private const int Remembered = 16;

    private static readonly string[] s_keys = ["b", "c", "d", "bc", "é", "guid"];
    private static readonly string[] s_spaces = ["", "", "", " ", "\t", "  "];
    private static readonly string[] s_odd =
    [
        "-0", "-12", "0.5", "1.5", "12e3", "1E-2", "\"\"", "\"a b\"", "\"é\"", "\"€x😀\"", "\"\\n\"", "\"\\uD800\"", "\"{\"", "true",
        "null", "[]", "{}", "{ }", "[ 1 , {\"b\":1}]", "[\"\\\\\"]",
    ];
    private static readonly string[] s_spoilers =
    [
        "0", "1", "-", ".", "e", "\"", "\\", ",", ":", "{", "}", "[", "]", " ", "\r", "\t", "\0", "\u007F", "é", ",,", "{}", ",\"b\":1",
        "\"b\":1,", "\"guid\":\"h\",", "\\u0062", "null",
    ];

    private readonly Random _random;
    private readonly string _space;
    private readonly double _irregularity;
    private readonly Value[] _kinds;
    private readonly Value[] _entities;
    private readonly byte[][] _recent = new byte[Remembered][];
    private int _count;

    public BranchingLines(int seed)
    {
        _random = new Random(seed);
        _space = s_spaces[_random.Next(s_spaces.Length)];
        _irregularity = Happens(0.5) ? 0 : 0.03;
        _kinds = NewKinds();
        _entities = NewKinds();
    }

    /// <summary>Returns the next line, without newline.</summary>
    public byte[] Next()
    {
        if (_count >= Remembered && Happens(0.4))
        {
            byte[] one = _recent[_random.Next(Remembered)];
            byte[] other = Happens(0.5) ? Torn(one) : Happens(0.5) ? Spliced(one, _recent[_random.Next(Remembered)]) : Damage(one);
            return Happens(0.1) && other.Length > 0 ? Damage(other) : other;
        }

        int kind = _random.Next(Kinds);
        string line =
            $"{{\"message\":{{\"a\":{Write(_kinds[kind])},\"entity\":{{\"guid\":{Text(2)},\"x\":{Write(_entities[kind])}}},\"type\":\"K{kind}\",\"operationType\":\"UPDATE\"}}}}";
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        _recent[_count++ % Remembered] = bytes;
        return Happens(0.02) ? [.. bytes, (byte)'\r'] : bytes;
    }

    /// <summary>
    /// Removes the bytes between two token boundaries, which leaves keys without values, values without keys, or partial numbers.
    /// </summary>
    private byte[] Torn(byte[] line)
    {
        int at = Math.Min(line.Length, NextPlace(line, _random.Next(line.Length)) + _random.Next(2));
        int cut = at;
        for (int places = 1 + _random.Next(4); places > 0; places--)
            cut = NextPlace(line, cut + 1);

        return [.. line.AsSpan(0, at), .. line.AsSpan(Math.Max(at, cut - _random.Next(2)))];
    }

    private static int NextPlace(byte[] line, int from)
    {
        int length = from < line.Length ? line.AsSpan(from).IndexOfAny("{,:}"u8) : -1;
        return length < 0 ? line.Length : from + length;
    }

    private byte[] Spliced(byte[] one, byte[] two)
        => [.. one.AsSpan(0, NextPlace(one, _random.Next(one.Length))), .. two.AsSpan(NextPlace(two, _random.Next(two.Length)))];

    private byte[] Damage(byte[] line)
    {
        int at = _random.Next(line.Length);
        int cut = Math.Min(line.Length, at + _random.Next(4));
        byte any = (byte)_random.Next(256);
        return _random.Next(4) switch
        {
            0 => [.. line.AsSpan(0, cut), .. line.AsSpan(at)],
            1 => [.. line.AsSpan(0, at), any == (byte)'\n' ? (byte)'\\' : any, .. line.AsSpan(at + 1)],
            _ => [.. line.AsSpan(0, at), .. Encoding.UTF8.GetBytes(s_spoilers[_random.Next(s_spoilers.Length)]), .. line.AsSpan(cut)],
        };
    }

    /// <summary>Values with a common prefix, the first of which is an object.</summary>
    private Value[] NewKinds()
    {
        var first = new Value(0, false, NewMembers(1));
        Value second = Varied(first);
        return [first, second, Varied(Happens(0.5) ? first : second)];
    }

    private Member[] NewMembers(int depth)
    {
        string[] keys = [.. s_keys];
        _random.Shuffle(keys);
        return [.. keys.Take(1 + _random.Next(MaxMembers)).Select(key => new Member(key, NewValue(depth), Happens(0.3)))];
    }

    private Value NewValue(int depth) => _random.Next(depth < MaxDepth ? 7 : 5) switch
    {
        < 3 => new Value(1 + _random.Next(3), false, null),
        3 => new Value(_random.Next(4), true, null),
        4 => new Value(60 + _random.Next(70), true, null),
        _ => new Value(0, false, NewMembers(depth + 1)),
    };

    /// <summary>A value with more digits or characters, or with added or removed members.</summary>
    private Value Varied(Value value)
    {
        if (value.Members is not { } members)
            return value with { Length = value.Length + 1 };

        int at = Happens(0.6) ? members.Length - 1 : _random.Next(members.Length);
        return value with
        {
            Members = _random.Next(4) switch
            {
                0 when members.Length > 1 => [.. members.AsSpan(0, at), .. members.AsSpan(at + 1)],
                1 => [.. members.AsSpan(0, at + 1), new Member(
                    $"k{_random.Next(100)}", NewValue(MaxDepth), Happens(0.3)), .. members.AsSpan(at + 1)],
                _ => [.. members.AsSpan(0, at), members[at] with { Value = Varied(members[at].Value) }, .. members.AsSpan(at + 1)],
            },
        };
    }

    private string Write(Value value)
    {
        if (Happens(_irregularity))
            return s_odd[_random.Next(s_odd.Length)];

        if (value.Members is not { } members)
            return value.IsText ? Text(value.Length) : Number(value.Length);

        string[] present = [.. members.Where(member => !member.IsOptional || Happens(0.7))
            .Select(member => $"\"{member.Key}\":{_space}{Write(member.Value)}")];
        return present.Length == 0 ? "{}" : $"{{{_space}{string.Join("," + _space, present)}{_space}}}";
    }

    private string Number(int length)
    {
        int least = length == 1 ? 0 : (int)Math.Pow(10, length - 1);
        return _random.Next(least, (int)Math.Pow(10, length)).ToString(CultureInfo.InvariantCulture);
    }

    private string Text(int length) => $"\"{new string((char)('a' + _random.Next(3)), Happens(_irregularity) ? length + 1 : length)}\"";

    private bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>A number, a text of a given length, or an object.</summary>
    private sealed record Value(int Length, bool IsText, Member[]? Members);

    private sealed record Member(string Key, Value Value, bool IsOptional);
}
