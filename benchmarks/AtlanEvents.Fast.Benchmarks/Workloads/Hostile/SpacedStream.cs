using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>Around every token stands whitespace, as much and of the kind that chance wants.</summary>
internal sealed class SpacedStream : HostileStream
{
    private const int Amounts = 7;

    // All that RFC 8259, section 2 allows, but the newline, which would end the line.
    private static readonly char[] s_whitespace = [' ', ' ', ' ', '\t', '\r'];

    protected override void AppendSpace(StringBuilder json)
    {
        for (int i = Random.Next(Amounts); i > 0; i--)
            json.Append(Random.Pick(s_whitespace));
    }
}
