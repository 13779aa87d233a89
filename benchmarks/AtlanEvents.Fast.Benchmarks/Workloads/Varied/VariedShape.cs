using AtlanEvents.Fast.Cli.Generation;
using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Varied;

/// <summary>The events of one kind and type: the same members in the same order, each with its own <see cref="VariedMember"/>.</summary>
internal sealed class VariedShape
{
    private static readonly string[] s_texts =
    [
        "",
        "One row per order.\nSee the wiki: \"orders\" \\ finance 🚀",
        "Größe in cm; naïve façade — 顧客の注文",
        "Contains {braces}, [brackets] and a fake event: {\"operationType\":\"ENTITY_DELETE\",\"guid\":\"none\"}",
        "SELECT \"a\",\n\tcount(*) /* all */ FROM t WHERE size > 10 GROUP BY 1",
        "Orders by customer and day, loaded each night",
        "Do not use; replaced by the new model",
        "Finance",
        "https://wiki.example.com/display/DATA/Orders?page=",
        "Checked on 2023-07-21: no open issues",
        "Source: SAP (table VBAK), path C:\\exports\\daily",
        "Contact the platform team for access",
    ];

    private static readonly string[] s_users = ["autoqa", "jane.doe", "service-account-apikey-1", "VERIFIED", "snowflake", "default"];

    // The attributes of every type beside those of AssetType, by the kind of their values.
    private static readonly (Func<SplitMix64, string> Create, string[] Names)[] s_attributes =
    [
        (NullOrText, ["userDescription", "announcementMessage", "certificateStatusMessage", "displayDescription", "readme", "alias"]),
        (Count, ["sourceReadUserCount", "assetMcIncidentCount", "assetSodaCheckCount", "queryCount", "queryUserCount", "viewerCount"]),
        (Time, ["sourceCreatedAt", "certificateUpdatedAt", "lastRowChangedAt", "lastProfiledAt", "sourceLastReadAt"]),
        (Score, ["sourceReadQueryCost", "sourceTotalCost", "trendingScore"]),
        (Users, ["adminUsers", "sourceReadTopUserList", "assetTags", "adminRoles", "viewerGroups", "links", "starredBy"]),
        (Flag, ["isPartial", "isSharded", "assetDbtJobRun", "isGlobal"]),
        (NullOrText, ["subType", "domainGUIDs", "assetIcon", "sourceCostUnit"]),
    ];

    private readonly string _operation;
    private readonly AssetType _type;
    private readonly SplitMix64 _random;
    private readonly VariedMember[] _attributes;
    private readonly VariedMember[] _entity;

    public VariedShape(string operation, AssetType type, SplitMix64 random)
    {
        _operation = operation;
        _type = type;
        _random = random;
        var attributes = type.Attributes
            .Where(attribute => attribute.Name is not ("qualifiedName" or "name" or "userDescription"))
            .Select(attribute => new VariedMember(attribute.Name, Value(attribute.Value), random))
            .Concat(s_attributes.SelectMany(kind => kind.Names.Select(name => new VariedMember(name, kind.Create, random))))
            .ToArray();

        // Atlas writes a hash map: any order, but the same for each event of a type.
        random.Shuffle(attributes);
        _attributes = attributes;
        _entity =
        [
            new("status", Pick("ACTIVE", "DELETED"), random),
            new("classificationNames", Users, random),
            new("meaningNames", Users, random),
            new("meanings", _ => "[]", random),
            new("isIncomplete", Flag, random),
            new("labels", Users, random),
            new("createdBy", User, random),
            new("updatedBy", User, random),
            new("createTime", Time, random),
        ];
    }

    /// <summary>The next event of this shape.</summary>
    public StreamLine Next(long time)
    {
        var asset = new Asset(_type, _random);
        string superTypes = string.Join(',', _type.SuperTypes.Select(JsonLiteral.Of));
        string handler = _operation == "ENTITY_DELETE" ? $"\"deleteHandler\":\"{_random.Pick<string>(["SOFT", "HARD", "PURGE"])}\"," : "";
        string entity =
            $$"""
            {"typeName":"{{_type.Name}}","attributes":{{Attributes(asset)}},"superTypeNames":[{{superTypes}}],
            "guid":"{{asset.Guid}}","displayText":{{JsonLiteral.Of(asset.Name)}},{{Join(_entity)}}"updateTime":{{time}},{{handler}}
            "relationshipAttributes":{"anchor":{"guid":"{{_random.NextGuid()}}","typeName":"Schema",
            "relationshipType":"schema_tables","uniqueAttributes":{"qualifiedName":"default/elsewhere/{{_random.Next(1_000)}}"}
            }
            }
            }
            """;
        string message = Envelope.EntityMessage(entity, _operation, time, MutatedDetails(asset, time));
        return new StreamLine(Envelope.Wrap(message, time + 160), asset.Guid);
    }

    private string Attributes(Asset asset)
    {
        string names = $"\"qualifiedName\":{JsonLiteral.Of(asset.QualifiedName)},\"name\":{JsonLiteral.Of(asset.Name)}";
        int half = _attributes.Length / 2;
        return $"{{{Join(_attributes.AsSpan(0, half))}{names},{Join(_attributes.AsSpan(half)).TrimEnd(',')}}}";
    }

    private string? MutatedDetails(Asset asset, long time) => _operation switch
    {
        "ENTITY_UPDATE" =>
            $$"""
            {"typeName":"{{_type.Name}}","attributes":{"qualifiedName":{{JsonLiteral.Of(asset.QualifiedName)}}},
            "guid":"{{asset.Guid}}","isIncomplete":false,"updateTime":{{time}}}
            """,
        "BUSINESS_ATTRIBUTE_UPDATE" => $"{{\"MNJ8mpLsIOaP4OQnLNhRta\":{{\"fWMB77RSjRGNYoFeD4FcGi\":{NullOrText(_random)}}}}}",
        "CLASSIFICATION_ADD" or "CLASSIFICATION_DELETE" =>
            $$"""
            [{"typeName":"WQ6XGXwq9o7UnZlkWyKhQN","entityGuid":"{{_random.NextGuid()}}","entityStatus":"ACTIVE","propagate":true,
            "validityPeriods":[],"removePropagationsOnEntityDelete":true}]
            """,
        _ => null,
    };

    private static string Join(ReadOnlySpan<VariedMember> members)
    {
        var json = new System.Text.StringBuilder();
        foreach (VariedMember member in members)
        {
            if (member.Next() is string text)
                json.Append(text).Append(',');
        }

        return json.ToString();
    }

    // The values of AssetType are JSON or, after a $, the kind of a value.
    private static Func<SplitMix64, string> Value(string value) => value switch
    {
        "$description" or "$sql" => NullOrText,
        "$time" => Time,
        "$count" => Count,
        "$small" => random => Number(random.Next(60)),
        "$flag" => Flag,
        "$connection" or "$database" or "$schema" or "$table" => Name,
        ['$', ..] => User,
        "null" => NullOrText,
        "true" or "false" => Flag,
        [>= '0' and <= '9', ..] => value.Contains('.') ? Score : Count,
        ['[', ..] => Users,
        _ => User,
    };

    private static string Text(SplitMix64 random) => JsonLiteral.Of(random.Pick(s_texts) + random.Next(100));

    private static string NullOrText(SplitMix64 random) => random.Happens(0.6) ? "null" : Text(random);

    private static string Name(SplitMix64 random)
        => JsonLiteral.Of($"default/snowflake/1650291234/ANALYTICS_{random.Next(20)}/T_{random.Next(1_000)}");

    private static string User(SplitMix64 random) => JsonLiteral.Of(random.Pick(s_users));

    private static string Users(SplitMix64 random) => random.Happens(0.8) ? "[]" : $"[{User(random)}]";

    private static string Count(SplitMix64 random) => random.Happens(0.5) ? "0" : Number(random.Next(5_000_000));

    private static string Time(SplitMix64 random) => Number(1_690_000_000_000 + (random.Next(1_000_000) * 1_000L));

    private static string Score(SplitMix64 random) => random.Pick<string>(["0.0", "1.17549435E-38", "0.5", $"{random.Next(100)}.25"]);

    private static string Flag(SplitMix64 random) => random.Happens(0.5) ? "true" : "false";

    private static Func<SplitMix64, string> Pick(params string[] values) => random => JsonLiteral.Of(random.Pick(values));

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
