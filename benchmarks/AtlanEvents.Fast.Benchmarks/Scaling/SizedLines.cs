using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>Creates events of a given length by adding attributes of the same kinds, so that only the length differs.</summary>
internal static class SizedLines
{
    /// <summary>Creates lines.</summary>
    /// <param name="lineLength">The length of a line in bytes, including the newline; at least a little over 100.</param>
    /// <param name="totalLength">The minimum total length in bytes.</param>
    public static byte[] Create(int lineLength, int totalLength)
    {
        var random = new SplitMix64(1);
        var lines = new StringBuilder(totalLength + lineLength);
        while (lines.Length < totalLength)
            AppendLine(lines, lineLength, random);

        return Encoding.ASCII.GetBytes(lines.ToString());
    }

    private static void AppendLine(StringBuilder lines, int length, SplitMix64 random)
    {
        int start = lines.Length;
        lines.Append("{\"message\":{\"operationType\":\"ENTITY_DELETE\",\"entity\":");
        lines.Append(CultureInfo.InvariantCulture, $"{{\"guid\":\"{random.Next() >> 32:x8}\",\"attributes\":{{");
        string end = string.Create(CultureInfo.InvariantCulture, $"\"qualifiedName\":\"a/{random.Next(1_000):d3}\"") + "}}}}";

        for (int i = 0; lines.Length - start + end.Length < length - 1; i++)
        {
            string value = (i % 4) switch
            {
                0 => $"\"text {random.Next() >> 16:x12}\"",
                1 => random.Next(1_000_000).ToString("d", CultureInfo.InvariantCulture),
                2 => random.Happens(0.5) ? "true" : "false",
                _ => "[]",
            };
            lines.Append(CultureInfo.InvariantCulture, $"\"attribute{i}\":{value},");
        }

        lines.Append(end).Append('\n');
    }
}
