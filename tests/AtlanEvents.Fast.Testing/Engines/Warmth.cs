using AtlanEvents.Fast.Engines;
using Xunit;

namespace AtlanEvents.Fast.Testing.Engines;

/// <summary>Brings engines to where they know a line, or to where they know nothing.</summary>
internal static class Warmth
{
    // An engine that was given much nonsense may look away for some hundreds of lines.
    private const int Patience = 1_000;

    private static readonly EventReaderOptions s_reference = new() { Engine = EventEngine.Utf8Json };

    /// <summary>Puts a newline behind each line, and room that may be read.</summary>
    public static byte[][] WithRoom(params IEnumerable<byte[]> lines) => [.. lines.Select(line => (byte[])[.. line, .. "\n"u8, .. new byte[128]])];

    /// <summary>Has an engine read lines until it recognises each of them; the last one's shape is the one that it expects next.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="lines">Good lines, made by <see cref="WithRoom"/>. Where those of one shape differ, the engine learns to expect any value.</param>
    /// <returns>Whether it does; one that has no lessons left may not.</returns>
    public static bool TryWarm(ILineEngine engine, byte[][] lines)
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

    /// <summary>Has the engine that the next reader on this thread will get read an input of good lines, until all are recognised.</summary>
    public static void WarmThread(byte[] input, EventReaderOptions options)
    {
        for (int round = 0; round < Patience; round++)
        {
            if (ReadAll(input, options) is var counts && counts.LinesBy(LinePath.Fast) == counts.Lines)
                return;
        }

        Assert.Fail("The engine does not recognise lines that it was given thousands of times.");
    }

    /// <summary>Has the thread's engine read an input.</summary>
    /// <returns>How many lines it recognised.</returns>
    public static long FastLines(byte[] input, EventReaderOptions options) => ReadAll(input, options).LinesBy(LinePath.Fast);

    /// <summary>Sees to it that the next readers on this thread, of whatever kind, get engines that know nothing.</summary>
    public static void ForgetThread(EventReaderOptions options)
    {
        // The parser's engine becomes idle; whoever rents the idle one and never returns it takes it out of the world.
        EventParser.Parse("{}"u8, out _, s_reference);
        _ = EventParser.Enumerate(default, options);
    }

    private static ReadCounts ReadAll(byte[] input, EventReaderOptions options)
    {
        using EventEnumerator events = EventParser.Enumerate(input, options);
        while (events.MoveNext())
        {
        }

        return events.Counts;
    }
}
