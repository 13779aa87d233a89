using System.Globalization;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>Formats figures for pages and charts.</summary>
internal static class Figure
{
    /// <summary>Formats a value with three significant digits.</summary>
    public static string ToText(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>Formats a ratio, such as <c>1.25x</c>; <c>-</c> for none.</summary>
    public static string Ratio(double? ratio) => ratio is { } value ? $"{ToText(value)}x" : "-";

    // Adding 0 turns -0 into 0.
    public static string Whole(double value) => (Math.Round(value) + 0.0).ToString("0", CultureInfo.InvariantCulture);
}
