namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>A synthetic asset, with names and descriptions as irregular as real ones.</summary>
internal sealed class Asset
{
    private const long SomeTime = 1_690_000_000_000;

    private static readonly string[] s_connections =
        ["default/bigquery/1665130698", "default/snowflake/1650291234", "default/tableau/1671100002"];

    private static readonly string[] s_words =
        ["orders", "customer", "Umsatz", "größe", "売上", "daily", "RAW", "v2.final", "email%20hash", "kunden nr"];

    private static readonly string[] s_dataTypes = ["STRING", "NUMBER(38,0)", "TIMESTAMP_NTZ(9)", "ARRAY<STRUCT<a INT64>>"];
    private static readonly string[] s_certificates = ["VERIFIED", "DRAFT", "DEPRECATED"];
    private static readonly string[] s_descriptions =
    [
        "",
        "One row per order.\nSee the wiki: \"orders\" \\ finance 🚀",
        "Größe in cm; naïve façade — 顧客の注文",
        "Contains {braces}, [brackets] and a fake event: {\"operationType\":\"ENTITY_DELETE\",\"guid\":\"none\"}",
    ];

    private readonly SplitMix64 _random;
    private readonly string _connection;
    private readonly string _database;
    private readonly string _schema;
    private readonly string _table;
    private readonly string _name;

    public Asset(AssetType type, SplitMix64 random)
    {
        _random = random;
        Type = type;
        Guid = random.NextGuid();
        _connection = random.Pick(s_connections);
        _database = $"{_connection}/ANALYTICS_{random.Next(5)}";
        _schema = $"{_database}/{random.Pick(s_words)}";
        _table = $"{_schema}/{random.Pick(s_words)}_{random.Next(500)}";
        _name = $"{random.Pick(s_words)}_{random.Next(10_000)}";
        QualifiedName = type.Name switch
        {
            "Column" => $"{_table}/{_name}",
            "AtlasGlossaryTerm" => $"{random.NextGuid()[..21].Replace('-', 'x')}@dkZ1Q0fWbT6mXc3rVhu8a",
            "Process" => $"{_connection}/{random.Next():x16}{random.Next():x16}",
            _ => $"{_schema}/{_name}",
        };
    }

    public AssetType Type { get; }

    public string Guid { get; }

    public string QualifiedName { get; }

    public string Name => _name;

    /// <summary>The attributes as a JSON object. Each except the qualified name is missing with the given probability.</summary>
    public string Attributes(double dropRate)
    {
        var json = new StringBuilder(1024).Append('{');
        foreach ((string name, string value) in Type.Attributes)
        {
            if (name != "qualifiedName" && _random.Happens(dropRate))
                continue;

            if (json.Length > 1)
                json.Append(',');

            json.Append('"').Append(name).Append("\":").Append(Resolve(value));
        }

        return json.Append('}').ToString();
    }

    private string Resolve(string value) => value switch
    {
        "$qualifiedName" => JsonLiteral.Of(QualifiedName),
        "$name" or "$displayName" => JsonLiteral.Of(_name),
        "$connection" => JsonLiteral.Of(_connection),
        "$database" => JsonLiteral.Of(_database),
        "$schema" => JsonLiteral.Of(_schema),
        "$table" => JsonLiteral.Of(_table),
        "$connector" => JsonLiteral.Of(_connection.Split('/')[1]),
        "$description" => JsonLiteral.Of(_random.Pick(s_descriptions)),
        "$certificate" => _random.Happens(0.5) ? "null" : JsonLiteral.Of(_random.Pick(s_certificates)),
        "$dataType" => JsonLiteral.Of(_random.Pick(s_dataTypes)),
        "$sql" => JsonLiteral.Of($"SELECT \"{_name}\",\n\tcount(*) /* {{all}} */ FROM `{_schema}` WHERE size > {_random.Next(100)}"),
        "$url" => JsonLiteral.Of($"https://tableau.example.com/#/site/fin/views/{_random.Next(9_999)}?:iid=1"),
        "$time" => (SomeTime + (_random.Next(1_000_000) * 1_000L)).ToString(CultureInfo.InvariantCulture),
        "$count" => _random.Next(5_000_000).ToString(CultureInfo.InvariantCulture),
        "$small" => _random.Next(60).ToString(CultureInfo.InvariantCulture),
        "$flag" => _random.Happens(0.5) ? "true" : "false",
        _ => value,
    };
}
