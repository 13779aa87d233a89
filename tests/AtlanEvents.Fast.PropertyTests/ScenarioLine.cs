namespace AtlanEvents.Fast.PropertyTests;

/// <summary>An event and its expected scenario, determined by a seed.</summary>
public sealed record ScenarioLine(int Seed)
{
    private const string Guid = "ff9d053f-5bd8-4149-81d3-447ba654dbaa";

    private static readonly string[] s_texts =
        ["", "x", "null", "entityGuid", "caf\u00e9 \ud83d\ude00", "{\"mutatedDetails\":null}", "\\", "\0"];
    private static readonly string[] s_operations =
        ["ENTITY_CREATE", "BUSINESS_ATTRIBUTE_UPDATE", "CLASSIFICATION_ADD", "CLASSIFICATION_DELETE"];

    /// <summary>The expected result of <see cref="ScenarioVerdict.ToString"/>.</summary>
    public string Expected => Make().Expected;

    /// <summary>Writes the event in a style, which must not affect the scenario.</summary>
    public byte[] Write(WritingStyle style) => new JsonWriter(style, new Random(style.Seed)).Write(Make().Line);

    /// <summary>The line after a mutation; usually still JSON.</summary>
    public byte[] Damaged(int seed) => new LineMutator(new Random(seed)).MutateLine(Write(new WritingStyle()));

    private (Member[] Line, string Expected) Make()
    {
        var random = new Random(Seed);
        string operation = Pick(s_operations, random);
        var entity =
            new List<Member> { new("guid", Guid), new("attributes", new Member[] { new("qualifiedName", Pick(s_texts, random)) }) };
        object? details = null;
        string expected;
        if (operation == "ENTITY_CREATE")
        {
            bool isProcess = random.Next(2) == 0;
            object[] superTypes = isProcess ? ["Asset", "Process", "Referenceable"] : ["Asset", "Referenceable"];
            entity.Add(new Member("superTypeNames", superTypes));
            entity.Add(new Member("relationshipAttributes",
                new Member[] { new("inputs", Pick<object[]>([[], [Reference()]], random)), new("a", Reference()) }));
            expected = isProcess ? "LineageCreated" : "AssetCreated";
        }
        else if (operation == "BUSINESS_ATTRIBUTE_UPDATE")
        {
            (details, expected) = CustomMetadata(random);
        }
        else
        {
            (details, string origin) = Tags(random);
            expected = $"{(operation == "CLASSIFICATION_ADD" ? "AssetTagged" : "AssetUntagged")}({origin})";
        }

        Member[] message =
        [
            new("entity", entity.ToArray()),
            new("operationType", operation),
            new("eventTime", new Raw("1690000000000")),
            .. details is null ? Array.Empty<Member>() : [new Member("mutatedDetails", details)],
        ];
        return ([new("message", message), new("mutatedDetails", new Raw("null"))], expected);
    }

    private static (object Details, string Expected) CustomMetadata(Random random)
    {
        int added = 0;
        int removed = 0;
        Member[] sets = [.. Enumerable.Range(0, random.Next(3)).Select(set => new Member($"set {set}", Attributes()))];
        return (sets, (added, removed) switch
        {
            ( > 0, > 0) => "CustomMetadataAddedAndRemoved",
            ( > 0, 0) => "CustomMetadataAdded",
            (0, > 0) => "CustomMetadataRemoved",
            _ => "CustomMetadataChanged",
        });

        Member[] Attributes()
            => [.. Enumerable.Range(0, random.Next(3)).Select(attribute => new Member($"attribute {attribute}", Value()))];

        object Value()
        {
            if (random.Next(2) == 0)
            {
                removed++;
                return new Raw("null");
            }

            added++;
            return Pick<object>([Pick(s_texts, random), new Raw("0"), new object[] { new Raw("null") }, Reference()], random);
        }
    }

    private static (object Details, string Origin) Tags(Random random)
    {
        bool isDirect = false;
        bool isPropagated = false;
        object[] tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Tag())];
        return (tags, (isDirect, isPropagated) switch
        {
            (true, true) => "DirectAndPropagated",
            (true, false) => "Direct",
            (false, true) => "Propagated",
            _ => "Unknown",
        });

        object Tag()
        {
            int kind = random.Next(4);
            isDirect |= kind == 0;
            isPropagated |= kind == 1;
            return kind switch
            {
                0 => new Member[] { new("typeName", "t"), new("entityGuid", Guid) },
                1 => new Member[] { new("entityGuid", Pick(s_texts, random)), new("guid", Guid) },
                2 => new Member[] { new("entityGuid", new Raw("null")), new("typeName", Guid) },
                _ => new Raw("null"),
            };
        }
    }

    private static Member[] Reference() => [new("guid", Guid), new("typeName", "Table")];

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];
}
