using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Testing.Engines;
using AtlanEvents.Fast.Testing.Reading;
using AtlanEvents.Fast.Testing.Segments;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>Reads an input and records the results.</summary>
internal static class InputReader
{
    /// <summary>Reads an input on one path. The engine of this thread keeps its state.</summary>
    public static void Read(EngineChoice engine, FuzzPath path, byte[] input, ReadPlan plan, Transcript transcript)
    {
        transcript.Clear();
        EventReaderOptions options = engine.In(plan.Options) with { FaultHandler = transcript.Add };
        try
        {
            switch (path)
            {
                case FuzzPath.Parse:
                    ParseLines(input, options, transcript);
                    break;

                case FuzzPath.Enumerate:
                    Enumerate(input, options, transcript);
                    break;

                default:
                    var pipe = new HostilePipeReader(plan.Cutting.Cut(input), plan.Cutting.PerRead);
                    ReadPipeAsync(EventReader.Create(pipe, options), transcript).AsTask().GetAwaiter().GetResult();
                    break;
            }
        }
        catch (Exception exception)
        {
            // No input may make an engine throw.
            transcript.Add(exception);
        }
    }

    private static void Enumerate(byte[] input, EventReaderOptions options, Transcript transcript)
    {
        EventEnumerator events = EventParser.Enumerate(input, options);
        foreach (ref readonly EventView view in events)
            transcript.Add(view, view.LineNumber, view.ByteOffset);

        transcript.Add(events.Counts);
    }

    private static async ValueTask ReadPipeAsync(EventReader reader, Transcript transcript)
    {
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                while (reader.TryRead(out EventView view))
                    transcript.Add(view, view.LineNumber, view.ByteOffset);
            }

            transcript.Add(reader.Counts);
        }
    }

    /// <summary>Finds the lines in the simplest way, and parses each of them separately.</summary>
    private static void ParseLines(byte[] input, EventReaderOptions options, Transcript transcript)
    {
        var counts = new ReadCounts();
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        int first = input.AsSpan().StartsWith(mark) ? mark.Length : 0;
        int number = 0;
        for (int start = first; start < input.Length;)
        {
            int newline = Array.IndexOf(input, (byte)'\n', start);
            int end = newline < 0 ? input.Length : newline + 1;
            ReadOnlySpan<byte> bytes = input.AsSpan(start..end);
            ReadOnlySpan<byte> line = bytes.EndsWith("\r\n"u8) ? bytes[..^2] : newline >= 0 ? bytes[..^1] : bytes;

            // Each call skips a byte order mark at its start; here only that of the whole input may be skipped.
            if (bytes.StartsWith(mark))
                bytes = (byte[])[.. mark, .. bytes];

            LineVerdict verdict = Parsing.Parse(start == first ? input.AsSpan(..end) : bytes, out EventView view, options);

            // Only a reader knows that the input ends here.
            if (verdict == LineVerdict.Rejected(LineFaultReason.InvalidJson) && newline < 0)
                verdict = LineVerdict.Rejected(LineFaultReason.Truncated);

            number++;
            transcript.Add(verdict);
            counts.Add(verdict, end);
            if (verdict.Outcome == LineOutcome.Event)
                transcript.Add(view, number, start);
            else if (verdict.Outcome == LineOutcome.Rejected)
                transcript.Add(verdict.FaultReason, number, start, line.Length, line[..Math.Min(line.Length, options.MaxLineBytes)]);

            start = end;
        }

        transcript.Add(counts);

        // The next reader continues with what the parser's engine learned.
        Parsing.Release();
    }
}

/// <summary>Reads an input on one path. Usually <see cref="InputReader.Read"/>; tests inject faults.</summary>
internal delegate void InputReading(EngineChoice engine, FuzzPath path, byte[] input, ReadPlan plan, Transcript transcript);
