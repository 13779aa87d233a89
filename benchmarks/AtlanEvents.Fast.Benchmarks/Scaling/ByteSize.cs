using System.Globalization;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>Formats sizes, such as <c>100 B</c>, <c>10 KB</c>, <c>1 GB</c>.</summary>
internal static class ByteSize
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB"];

    public static string ToText(long bytes)
    {
        double value = bytes;
        int unit = 0;
        for (; value >= 1_000 && unit < s_units.Length - 1; unit++)
            value /= 1_000;

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {s_units[unit]}");
    }
}
