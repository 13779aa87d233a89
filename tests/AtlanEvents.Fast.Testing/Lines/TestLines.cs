using System.IO.Compression;

namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>The lines of testdata, each without its newline.</summary>
internal static class TestLines
{
    /// <summary>Lines of the bulk delete: many assets, few shapes.</summary>
    public static byte[][] BulkDelete(int count) => Unzip("bulk-delete.ndjson.gz", count);

    /// <summary>Lines of all kinds.</summary>
    public static byte[][] Mixed(int count) => Unzip("mixed.ndjson.gz", count);

    /// <summary>All handwritten lines: lines to accept, lines to reject, and regressions.</summary>
    public static byte[][] Cases(int longest = int.MaxValue)
        => CasesIn(["accept", "reject", "regressions", "events"], longest);

    /// <summary>Returns the lines of some folders of testdata.</summary>
    public static byte[][] CasesIn(string[] folders, int longest)
        => [.. from folder in folders
               from file in Directory.GetFiles(Repository.PathOf("testdata", folder), "*.ndjson").Order(StringComparer.Ordinal)
               from line in Split(File.ReadAllBytes(file))
               where line.Length <= longest
               select line];

    /// <summary>Splits at newlines and omits blank lines.</summary>
    public static IEnumerable<byte[]> Split(byte[] input)
    {
        for (int start = 0; start < input.Length;)
        {
            int newline = Array.IndexOf(input, (byte)'\n', start);
            int end = newline < 0 ? input.Length : newline;
            if (input.AsSpan(start..end).IndexOfAnyExcept(" \t\r"u8) >= 0)
                yield return input[start..end];

            start = end + 1;
        }
    }

    /// <summary>Joins lines, each followed by a newline.</summary>
    public static byte[] Join(params IEnumerable<byte[]> lines) => [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];

    private static byte[][] Unzip(string name, int count)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Repository.PathOf("testdata", name)), CompressionMode.Decompress));
        var lines = new List<byte[]>(count);
        while (lines.Count < count && reader.ReadLine() is string line)
            lines.Add(Encoding.UTF8.GetBytes(line));

        return [.. lines];
    }
}
