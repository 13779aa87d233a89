using AtlanEvents.Fast.Testing.Mutation;

namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>
/// Lines that try to confuse an engine that learns: a few alternating shapes, each in two spellings, and variants of them with members
/// reordered, of another type, missing, added, repeated or escaped, and invalid lines.
/// </summary>
internal sealed class AttackLines
{
    private static readonly string[] s_routing =
        ["guid", "typeName", "attributes", "deleteHandler", "entity", "message", "operationType", "qualifiedName"];
    private static readonly string[] s_others =
        ["status", "a", "b", "ab", "abc", "guidx", "gui", "time", "attribute", "é", "k\\\"", "", "entities", "relationship", "type"];
    private static readonly string[] s_values =
    [
        "1", "12", "-1.5e3", "0", "null", "true", "false", "\"\"", "\"x\"", "\"a\\u00e9\"", "\"\\\"\"", "\"é😀\"", "[]", "{}", "[1,2]",
        "{\"guid\":\"d\"}", "{\"qualifiedName\":\"q\"}",
        "[[],{\"a\":[{}]}]", "\"" + new string('l', 70) + "\"", "1234567890123456789012345678901234567890123456789012345678901234567890",
    ];
    private static readonly string[] s_bad =
        ["01", "1.", "tru", "\"\\x\"", "\"\u0001\"", "[1,]", "{,}", "", "{\"a\"}", "\"", "[", "}", "1 2", "'a'", "nan"];

    private readonly Random _random;
    private readonly double _irregularity;
    private readonly double _switching;
    private readonly LineMutator _mutator;
    private readonly Family[] _families;
    private int _current;

    public AttackLines(int seed)
    {
        // Streams differ: from one that is nearly regular to one from which nothing can be learned.
        _random = new Random(seed);
        _irregularity = (seed % 4) switch { 0 => 0.0005, 1 => 0.002, 2 => 0.01, _ => 0.04 };
        _switching = (seed / 4 % 3) switch { 0 => 0.005, 1 => 0.1, _ => 0.5 };
        _mutator = new LineMutator(new Random(seed));
        _families = [.. Enumerable.Range(0, 1 + _random.Next(6)).Select(_ => NewFamily())];
    }

    /// <summary>Returns the next line. Some have a new shape, so that old ones are evicted.</summary>
    public byte[] Next()
    {
        // Either runs of one shape or fast alternation.
        if (Happens(_switching))
            _current = _random.Next(_families.Length);

        if (Happens(_irregularity / 20))
            _families[_current] = NewFamily();

        byte[] line = Encoding.UTF8.GetBytes(Write(_families[_current]));
        return Happens(2 * _irregularity) ? _mutator.MutateLine(line) : line;
    }

    private Family NewFamily() => new(Members(3), Members(3), Members(6), Members(3), IsSpaced: Happens(0.3));

    /// <summary>The keys of an object, the same in most families, in any order.</summary>
    private List<string> Members(int count)
    {
        var keys = s_others.Take(12).ToArray();
        _random.Shuffle(keys);
        return [.. keys.Take(_random.Next(count + 1))];
    }

    private string Write(Family family)
    {
        bool isSpaced = family.IsSpaced != Happens(2 * _irregularity);
        string attributes = Object(isSpaced, [.. Usual(family.OfAttributes), ("qualifiedName", Text())]);
        string entity = Object(isSpaced, [("typeName", Happens(1 - (5 * _irregularity)) ? "\"T\"" : Text()),
            ("attributes", attributes), .. Usual(family.OfEntity), ("guid", Text())]);
        string message = Object(isSpaced, [("type", "\"ENTITY_NOTIFICATION_V2\""), ("entity", entity), .. Usual(family.OfMessage),
            ("operationType", Happens(1 - (5 * _irregularity)) ? "\"ENTITY_DELETE\"" : Text())]);
        return Object(isSpaced, [.. Usual(family.OfRoot), ("message", message)]);
    }

    // The values of a key have the same type in most lines.
    private IEnumerable<(string, string)> Usual(List<string> keys) => keys.Select(key => (key, (key.Length % 3) switch
    {
        0 => Text(),
        1 => _random.Next(100_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "false",
    }));

    private string Object(bool isSpaced, List<(string Key, string Value)> members)
    {
        // Usually no change, sometimes one, rarely several.
        while (Happens(_irregularity))
            Change(members);

        (string comma, string colon) = isSpaced ? (", ", ": ") : (",", ":");
        return $"{{{string.Join(Happens(_irregularity / 20) ? " ,\t" : comma, members.Select(member => $"\"{member.Key}\"{(Happens(_irregularity / 20) ? " :" : colon)}{member.Value}"))}}}";
    }

    private void Change(List<(string Key, string Value)> members)
    {
        int at = _random.Next(members.Count + 1);
        if (at == members.Count || members.Count < 2)
        {
            members.Insert(at, (Pick(Happens(0.4) ? s_routing : s_others), Pick(s_values)));
            return;
        }

        (string key, string value) = members[at];
        switch (_random.Next(7))
        {
            case 0:
                members.RemoveAt(at);
                break;
            case 1:
                members.Insert(_random.Next(members.Count + 1), (key, Happens(0.5) ? value : Pick(s_values)));
                break;
            case 2:
                members.Reverse(at == members.Count - 1 ? at - 1 : at, 2);
                break;
            case 3:
                members[at] = (key, Pick(s_values));
                break;
            case 4:
                members[at] = (key, Pick(s_bad));
                break;
            case 5 when key.Length > 0 && char.IsAsciiLetter(key[0]):
                members[at] = ($"\\u00{(int)key[0]:x2}{key[1..]}", value);
                break;
            default:
                members[at] = (Pick(Happens(0.5) ? s_routing : s_others), value);
                break;
        }
    }

    private string Text()
    {
        string text = new([.. Enumerable.Range(0, _random.Next(Happens(0.05) ? 150 : 12)).Select(_ => (char)_random.Next('a', 'z' + 1))]);
        return Happens(_irregularity) ? Pick(s_values.Where(value => value[0] == '"').ToArray()) : $"\"{text}\"";
    }

    private bool Happens(double probability) => _random.NextDouble() < probability;

    private string Pick(string[] items) => items[_random.Next(items.Length)];

    private sealed record Family(
        List<string> OfRoot, List<string> OfMessage, List<string> OfEntity, List<string> OfAttributes, bool IsSpaced);
}
