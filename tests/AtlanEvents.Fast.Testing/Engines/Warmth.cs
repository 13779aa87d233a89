using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Testing.Engines;

/// <summary>Warms engines up for given lines.</summary>
internal static class Warmth
{
    // After many mismatches, an engine may pause learning for some hundreds of lines.
    private const int Patience = 1_000;

    /// <summary>Appends a newline and readable padding to each line.</summary>
    public static byte[][] WithRoom(params IEnumerable<byte[]> lines)
        => [.. lines.Select(line => (byte[])[.. line, .. "\n"u8, .. new byte[128]])];

    /// <summary>Reads lines with an engine until all take the fast path. The engine expects the shape of the last one next.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="lines">
    /// Valid lines, created by <see cref="WithRoom"/>. Where lines of one shape differ, the engine learns a variable value.
    /// </param>
    /// <returns>Whether all lines take the fast path; an engine whose learning budget is used up may not learn them.</returns>
    public static bool TryWarm(LineEngine engine, byte[][] lines)
    {
        for (int round = 0; round < Patience; round++)
        {
            int fastPathLines = 0;
            foreach (byte[] line in lines)
            {
                if (engine.TryReadLine(line, out _, out LocatedLine located))
                {
                    fastPathLines++;
                    continue;
                }

                Assert.Equal(LineFaultReason.None, engine.Locate(line.AsSpan(0, line.AsSpan().IndexOf((byte)'\n')), out located));
                fastPathLines += located.Path == LinePath.Fast ? 1 : 0;
            }

            if (fastPathLines == lines.Length)
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
