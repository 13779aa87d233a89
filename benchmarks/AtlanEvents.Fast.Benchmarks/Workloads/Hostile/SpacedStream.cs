using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>Every token is surrounded by white space of random length and kind.</summary>
internal sealed class SpacedStream : HostileStream
{
    private const int Amounts = 7;

    // All white space of RFC 8259 section 2, except the newline, which would end the line.
    private static readonly char[] s_whitespace = [' ', ' ', ' ', '\t', '\r'];

    protected override void AppendSpace(StringBuilder json)
    {
        for (int i = Random.Next(Amounts); i > 0; i--)
            json.Append(Random.Pick(s_whitespace));
    }
}
