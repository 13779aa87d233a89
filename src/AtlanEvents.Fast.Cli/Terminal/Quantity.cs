namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Formats amounts for people. Prefixes are decimal: 1 GB is 1,000,000,000 bytes.</summary>
internal static class Quantity
{
    /// <summary>Such as <c>10.9 MB</c>.</summary>
    public static string Bytes(double bytes) => $"{Scaled(bytes)}B";

    /// <summary>Such as <c>1.31 GB/s</c>.</summary>
    public static string BytesPerSecond(double rate) => $"{Scaled(rate)}B/s";

    /// <summary>Such as <c>1.7 M</c>.</summary>
    public static string Count(double count) => Scaled(count).TrimEnd();

    /// <summary>Such as <c>15,514</c>.</summary>
    public static string Exact(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>1 event</c> or <c>15,514 events</c>.</summary>
    public static string Of(long count, string singular, string? plural = null)
        => $"{Exact(count)} {(count == 1 ? singular : plural ?? singular + "s")}";

    /// <summary>Such as <c>0.31 s</c>; from 100 seconds on, <c>12:07</c> or <c>1:00:00</c>.</summary>
    public static string Seconds(TimeSpan time)
        => time.TotalSeconds < 100
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")
            : Duration(time);

    /// <summary>Minutes and seconds, such as <c>0:12</c>.</summary>
    public static string Duration(TimeSpan time)
        => time.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    // Three significant digits and a prefix.
    private static string Scaled(double value)
    {
        string[] prefixes = ["", "k", "M", "G", "T", "P"];
        int prefix = 0;
        while (value >= 999.5 && prefix < prefixes.Length - 1)
        {
            value /= 1_000;
            prefix++;
        }

        string digits = prefix == 0 ? value.ToString("0", CultureInfo.InvariantCulture)
            : value < 9.995 ? value.ToString("0.00", CultureInfo.InvariantCulture)
            : value < 99.95 ? value.ToString("0.0", CultureInfo.InvariantCulture)
            : value.ToString("0", CultureInfo.InvariantCulture);

        return $"{digits} {prefixes[prefix]}";
    }
}
