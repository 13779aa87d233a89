using System.Globalization;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>Figures as they are shown, on pages and in charts.</summary>
internal static class Figure
{
    /// <summary>With two or three digits that count.</summary>
    public static string ToText(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>1.25x</c>, or <c>-</c> where there is none.</summary>
    public static string Ratio(double? ratio) => ratio is { } value ? $"{ToText(value)}x" : "-";

    public static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
