namespace AtlanEvents.Fast.Cli.Statistics.Times;

/// <summary>The widths of the buckets of a histogram, in milliseconds. Each is a multiple of the one before.</summary>
internal static class BucketWidth
{
    public const long Min = 1;
    public const long Max = 1_000 * Day;

    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly long[] s_widths =
    [
        1, 5, 10, 50, 100, 500, Second, 5 * Second, 10 * Second, 30 * Second, Minute, 5 * Minute, 10 * Minute, 30 * Minute,
        Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 5 * Day, 10 * Day, 50 * Day, 100 * Day, 500 * Day,
    ];

    private static readonly (string Unit, string Name, long Width)[] s_units =
        [("d", "day", Day), ("h", "hour", Hour), ("m", "minute", Minute), ("s", "second", Second), ("ms", "millisecond", 1)];

    /// <summary>The next width, a multiple of this one.</summary>
    public static long WiderThan(long width)
    {
        int index = Array.IndexOf(s_widths, width);
        return index >= 0 && index < s_widths.Length - 1 ? s_widths[index + 1] : 2 * width;
    }

    /// <summary>Parses a width such as <c>5m</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long width)
    {
        width = 0;
        int digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            return false;

        foreach ((string unit, _, long unitWidth) in s_units)
        {
            if (text[digits..].SequenceEqual(unit))
                width = count * unitWidth;
        }

        return width is >= Min and <= Max;
    }

    /// <summary>Describes a width, such as <c>5 minutes</c>.</summary>
    public static string Describe(long width)
    {
        (_, string name, long unit) = s_units.First(unit => width % unit.Width == 0);
        return width == unit ? name : string.Create(CultureInfo.InvariantCulture, $"{width / unit:N0} {name}s");
    }

    /// <summary>Formats the start of a bucket, in UTC, as precisely as the width requires.</summary>
    public static string Format(long start, long width)
    {
        string format = width % Day == 0 ? "yyyy-MM-dd" : width % Minute == 0 ? "yyyy-MM-dd HH:mm"
            : width % Second == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff";
        return TimeOf(start).ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The start or end of a bucket. One before the year 1 or after the year 9999 is cut.</summary>
    public static DateTimeOffset TimeOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
        milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    /// <summary>The start of the bucket of a time, which may be before 1970.</summary>
    public static long StartOf(long milliseconds, long width)
    {
        long past = milliseconds % width;
        return milliseconds - (past < 0 ? past + width : past);
    }
}
