namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>
/// Truth tables of the routing keys: which places match, what each kind of value means, and the result of repeated keys. Each cell is
/// tested with every engine, width and policy, before and after the other members, by engines that learn the line.
/// </summary>
public sealed class RoutingTruthTables
{
    private const string Places = """
        key            root  message  entity  attributes  object  array
        message         yes       no      no          no      no     no
        operationType    no      yes      no          no      no     no
        entity           no      yes      no          no      no     no
        typeName         no       no     yes          no      no     no
        guid             no       no     yes          no      no     no
        attributes       no       no     yes          no      no     no
        deleteHandler    no       no     yes          no      no     no
        qualifiedName    no       no      no         yes      no     no
        """;

    // "taken": the field has the marker; "empty": the field is an empty text; "absent": the event does not have the field.
    private const string Values = """
        value            text         message            entity      attributes
        (none)           absent       NotAnEvent         NotAnEvent  absent
        null             absent       NotAnEvent         NotAnEvent  absent
        true             absent       NotAnEvent         NotAnEvent  absent
        false            absent       NotAnEvent         NotAnEvent  absent
        -1.5e3           absent       NotAnEvent         NotAnEvent  absent
        "X"              taken        CompressedOrSplit  NotAnEvent  absent
        "\u0058"         taken        CompressedOrSplit  NotAnEvent  absent
        ""               empty        CompressedOrSplit  NotAnEvent  absent
        "\uD800"         InvalidText  CompressedOrSplit  NotAnEvent  absent
        []               absent       NotAnEvent         NotAnEvent  absent
        ["X"]            absent       NotAnEvent         NotAnEvent  absent
        [{"guid":"X"}]   absent       NotAnEvent         NotAnEvent  absent
        {}               absent       NotAnEvent         absent      absent
        {"x":"X"}        absent       NotAnEvent         absent      absent
        (object)         absent       taken              taken       taken
        """;

    private const string Spellings = """
        guid                         yes
        \u0067uid                    yes
        gui\u0064                    yes
        \u0067\u0075\u0069\u0064     yes
        \u0067\u0075\u0069\u0044     no
        Guid                         no
        GUID                         no
        gui                          no
        guidd                        no
        xguid                        no
        guid\u0000                   no
        \u0000guid                   no
        guid\u0020                   no
        \\u0067uid                   no
        gu\/id                       no
        gu\u0131d                    no
        guid\uD800                   no
        \uD800guid                   no
        \uDC00                       no
        \uD83D\uDE00                 no
        """;

    private static readonly string[] s_places = ["root", "message", "entity", "attributes", "object", "array"];

    [Fact]
    public void Places_EveryKeyInEveryObject_MatchesInItsPlaceOnly()
    {
        int cells = 0;
        foreach (string[] row in Rows(Places).Skip(1))
        {
            for (int i = 0; i < s_places.Length; i++, cells++)
            {
                foreach (bool isFirst in (bool[])[true, false])
                {
                    string line = RoutingLine.With(row[0], s_places[i], Member(row[0], RoutingLine.ValueOf(row[0])), isFirst);
                    AssertMeans(row[i + 1] == "yes" ? "taken" : "absent", line, false, true);
                }
            }
        }

        Assert.Equal(48, cells);
    }

    [Fact]
    public void Places_EveryKeyTwiceInEveryObject_IsADuplicateInItsPlaceOnly()
    {
        foreach (string[] row in Rows(Places).Skip(1))
        {
            string member = Member(row[0], RoutingLine.ValueOf(row[0]));
            for (int i = 0; i < s_places.Length; i++)
            {
                string line = RoutingLine.With(row[0], s_places[i], $"{member},{member}", isFirst: i % 2 == 0);
                AssertMeans(row[i + 1] == "yes" ? "DuplicateField" : "absent", line, false);
                AssertMeans(row[i + 1] == "yes" ? "taken" : "absent", line, true);
            }
        }
    }

    [Fact]
    public void Values_OfEveryKind_MeanWhatTheTableSays()
    {
        foreach ((string key, string home) in RoutingLine.Homes)
        {
            foreach ((string value, string meaning) in ValuesOf(key))
            {
                string members = value.Length == 0 ? "" : Member(key, value);
                foreach (bool isFirst in (bool[])[true, false])
                    AssertMeans(
                        meaning, RoutingLine.With(key, home, members, isFirst), false, true);
            }
        }
    }

    [Fact]
    public void Values_EveryPairOfAKey_IsADuplicateOrMeansTheSecond()
    {
        int pairs = 0;
        foreach ((string key, string home) in RoutingLine.Homes)
        {
            foreach ((string first, _) in ValuesOf(key).Where(value => value.Text.Length > 0))
            {
                foreach ((string second, string meaning) in ValuesOf(key).Where(value => value.Text.Length > 0))
                {
                    string escaped = $"\\u{(int)key[0]:x4}{key[1..]}";
                    string line = RoutingLine.With(key, home, $"{Member(key, first)},{Member(escaped, second)}", isFirst: pairs % 2 == 0);
                    AssertMeans("DuplicateField", line, false);
                    AssertMeans(meaning, line, true);
                    pairs++;
                }
            }
        }

        Assert.Equal(8 * 14 * 14, pairs);
    }

    [Fact]
    public void Spellings_OfAKey_MatchIfEqualAfterUnescaping()
    {
        foreach (string[] row in Rows(Spellings))
        {
            bool counts = row[1] == "yes";
            string once = RoutingLine.With("guid", "entity", Member(row[0], "\"X\""), isFirst: true);
            AssertMeans(counts ? "taken" : "absent", once, false, true);

            string twice = RoutingLine.With("guid", "entity", $"{Member(row[0], "\"X\"")},{Member("guid", "\"\"")}", isFirst: true);
            AssertMeans(counts ? "DuplicateField" : "empty", twice, false);
            AssertMeans("empty", twice, true);
        }
    }

    private static string Member(string key, string value) => $"\"{key}\":{value}";

    private static IEnumerable<(string Text, string Meaning)> ValuesOf(string key)
    {
        string column = RoutingLine.IsContainer(key) ? key : "text";
        int index = Array.IndexOf(Rows(Values).First(), column);
        foreach (string[] row in Rows(Values).Skip(1))
        {
            string text = row[0] switch
            {
                "(none)" => "",
                "(object)" => RoutingLine.IsContainer(key) ? RoutingLine.ValueOf(key) : """{"guid":"X"}""",
                _ => row[0],
            };
            yield return (text, row[index]);
        }
    }

    private static IEnumerable<string[]> Rows(string table)
        => table.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Reads a line several times, so that engines learn its shape.</summary>
    private static void AssertMeans(string meaning, string line, params bool[] policies)
    {
        byte[] input = Encoding.UTF8.GetBytes($"{line}\n{line}\n{line}\n");
        foreach (EngineChoice engine in EngineChoice.All)
        {
            foreach (bool policy in policies)
            {
                var options = new EventReaderOptions { AllowDuplicateFields = policy };
                ReadingResult result = new ReadWay(engine, ReadPath.Enumerate).Read(input, options);
                string expected = string.Join(' ', Enumerable.Repeat(meaning, 3));
                Assert.Equal($"{expected} for {line} by {engine}, {policy}", $"{Meanings(result)} for {line} by {engine}, {policy}");
                Assert.Equal(meaning, Meanings(new ReadWay(engine, ReadPath.Parse).Read(input[..(input.Length / 3)], options)));
            }
        }
    }

    private static string Meanings(ReadingResult result)
        => result.Counts.NotRoutable > 0
            ? string.Join(' ', Enumerable.Repeat(result.Counts.NotRoutableReasons.Split('=')[0], (int)result.Counts.NotRoutable))
            : string.Join(' ', result.Lines.Select(MeaningOf));

    private static string MeaningOf(LineResult line)
    {
        if (line.Fields is not { } fields)
            return line.Verdict.FaultReason.ToString();

        string[] present = [.. ((string?[])[fields.OperationType, fields.TypeName, fields.Guid, fields.QualifiedName, fields.DeleteHandler])
            .OfType<string>()];
        return present switch
        {
            [] => "absent",
            [""] => "empty",
            [RoutingLine.Mark] => "taken",
            _ => $"[{string.Join(' ', present)}]",
        };
    }
}
