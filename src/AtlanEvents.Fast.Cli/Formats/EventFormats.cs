namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>The formats by name.</summary>
internal static class EventFormats
{
    public const string Default = "fields";
    public const string Raw = "raw";

    /// <summary>The format of a file that is not a sequence of records, so that it has a sink of its own.</summary>
    public const string Parquet = "parquet";

    /// <summary>The formats that are sequences of records.</summary>
    public static string[] Names { get; } = [Default, Raw, "csv", "tsv"];

    public static IEventFormat Create(string name) => name switch
    {
        Default => new FieldsFormat(),
        Raw => new RawFormat(),
        "csv" => new CsvFormat(),
        "tsv" => new TsvFormat(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
