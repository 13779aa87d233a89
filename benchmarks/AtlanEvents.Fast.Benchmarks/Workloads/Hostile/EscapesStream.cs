using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Cli.Generation;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>Strings contain many escapes, including those of the fields; one key in eight contains an escape.</summary>
internal sealed class EscapesStream : HostileStream
{
    private const double EscapedKeys = 0.125;
    private const double EscapedCharacters = 0.15;
    private const double Insertions = 0.08;

    private static readonly string[] s_insertions =
        [@"\n", @"\t", @"\""", @"\\", @"\/", @"\u00e9", @"\u58f2", @"\uD83D\uDE80", @"\ud83e\udd16"];

    protected override void AppendKey(StringBuilder json, string key)
    {
        int escaped = Random.Happens(EscapedKeys) ? Random.Next(key.Length) : -1;
        json.Append('"');
        for (int i = 0; i < key.Length; i++)
            _ = i == escaped ? AppendEscape(json, key[i]) : json.Append(key[i]);

        json.Append('"');
    }

    protected override void AppendText(StringBuilder json, string text)
    {
        // Identifiers keep their value; only their spelling changes.
        bool isProse = text.AsSpan().ContainsAny(' ', '/');
        json.Append('"');
        foreach (char c in text)
        {
            if (isProse && Random.Happens(Insertions))
                json.Append(Random.Pick(s_insertions));

            _ = Random.Happens(EscapedCharacters) ? AppendEscape(json, c) : json.Append(JsonLiteral.Of(c.ToString()).AsSpan()[1..^1]);
        }

        json.Append('"');
    }

    private static StringBuilder AppendEscape(StringBuilder json, char c) => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}
