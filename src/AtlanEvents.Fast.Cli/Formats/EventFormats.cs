namespace AtlanEvents.Fast.Cli.Formats;

/// <summary>The formats by name.</summary>
internal static class EventFormats
{
    public const string Default = "fields";
    public const string Raw = "raw";

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
