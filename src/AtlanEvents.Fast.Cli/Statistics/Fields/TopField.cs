namespace AtlanEvents.Fast.Cli.Statistics.Fields;

/// <summary>The field and the number of its most frequent values to show.</summary>
internal sealed record TopField(EventField Field, int Count)
{
    public const int DefaultCount = 10;
    public const int MaxCount = 1_000_000;

    /// <summary>Parses <c>FIELD</c> or <c>FIELD:N</c>; <see langword="null"/> if the text is neither.</summary>
    public static TopField? Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        int count = DefaultCount;
        if (colon >= 0 && !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return null;

        EventField? field = EventField.Find(colon < 0 ? text : text[..colon]);
        return field is null || count is < 1 or > MaxCount ? null : new TopField(field, count);
    }
}
