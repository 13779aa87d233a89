using AtlanEvents.Fast.Engines.Routing;
using Xunit;

namespace AtlanEvents.Fast.Testing.Engines;

/// <summary>Brings engines to where they know a line, or to where they know nothing.</summary>
internal static class Warmth
{
    // An engine that was given much nonsense may look away for some hundreds of lines.
    private const int Patience = 1_000;

    /// <summary>Puts a newline behind each line, and room that may be read.</summary>
    public static byte[][] WithRoom(params IEnumerable<byte[]> lines) => [.. lines.Select(line => (byte[])[.. line, .. "\n"u8, .. new byte[128]])];

    /// <summary>Has an engine read lines until it recognises each of them; the last one's shape is the one that it expects next.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="lines">Good lines, made by <see cref="WithRoom"/>. Where those of one shape differ, the engine learns to expect any value.</param>
    /// <returns>Whether it does; one that has no lessons left may not.</returns>
    public static bool TryWarm(IFramingEngine engine, byte[][] lines)
    {
        for (int round = 0; round < Patience; round++)
        {
            int recognised = 0;
            foreach (byte[] line in lines)
            {
                if (engine.TryReadLine(line, out _, out LocatedLine located))
                {
                    recognised++;
                    continue;
                }

                Assert.Equal(LineFaultReason.None, engine.Locate(line.AsSpan(0, line.AsSpan().IndexOf((byte)'\n')), out located));
                recognised += located.Path == LinePath.Fast ? 1 : 0;
            }

            if (recognised == lines.Length)
                return true;
        }

        return false;
    }

    /// <summary>Reads an input of good lines with engines of a pool until all lines take the fast path.</summary>
    public static void WarmPool(byte[] input, EventReaderOptions options)
    {
        for (int round = 0; round < Patience; round++)
        {
            if (ReadAll(input, options) is var counts && counts.LinesBy(LinePath.Fast) == counts.Lines)
                return;
        }

        Assert.Fail("The lines do not take the fast path after a thousand passes.");
    }

    /// <summary>Reads an input and returns the number of fast-path lines.</summary>
    public static long FastLines(byte[] input, EventReaderOptions options) => ReadAll(input, options).LinesBy(LinePath.Fast);

    private static ReadCounts ReadAll(byte[] input, EventReaderOptions options)
    {
        using EventEnumerator events = EventParser.Enumerate(input, options);
        while (events.MoveNext())
        {
        }

        return events.Counts;
    }
}
