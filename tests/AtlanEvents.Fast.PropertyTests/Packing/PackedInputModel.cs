namespace AtlanEvents.Fast.PropertyTests.Packing;

/// <summary>Computes the expected results of a packed input from its construction, without decoding.</summary>
internal sealed class PackedInputModel
{
    private readonly List<LineResult> _results = [];

    /// <summary>Computes the expected results.</summary>
    /// <param name="lines">The construction of each line.</param>
    /// <param name="placed">The position of each line.</param>
    /// <param name="bytes">The length of the input.</param>
    public ReadingResult Read(List<PackedLine> lines, List<InputLine> placed, long bytes)
    {
        var verdicts = new LineVerdict[lines.Count];

        // The line of the first occurrence of each part, by message, the oldest message first.
        var waiting = new List<SortedDictionary<int, int>>();
        var byMessage = new Dictionary<int, SortedDictionary<int, int>>();
        var done = new HashSet<int>();
        for (int i = 0; i < lines.Count; i++)
        {
            PackedLine line = lines[i];
            verdicts[i] = line.Verdict;
            if (line.Parts == 0)
            {
                if (line.Verdict.Outcome == LineOutcome.Event)
                    AddEvent(line, placed[i]);
                else if (line.Verdict.Outcome == LineOutcome.Rejected)
                    AddFault(placed[i], line.Verdict);

                continue;
            }

            verdicts[i] = LineVerdict.NotRoutable(NotRoutableReason.MessagePart);
            if (!byMessage.TryGetValue(line.Message, out SortedDictionary<int, int>? parts))
                byMessage[line.Message] = parts = [];

            if (done.Contains(line.Message) || !parts.TryAdd(line.Part, i))
                continue;

            waiting.Remove(parts);
            if (parts.Count < line.Parts)
            {
                waiting.Add(parts);
                continue;
            }

            done.Add(line.Message);
            verdicts[i] = LineVerdict.Event;
            AddEvent(line, placed[i]);
        }

        foreach (int i in waiting.SelectMany(parts => parts.Values))
        {
            verdicts[i] = LineVerdict.Rejected(LineFaultReason.IncompleteMessage);
            AddFault(placed[i], verdicts[i]);
        }

        return new ReadingResult(_results, CountsSnapshot.Of(verdicts, bytes));
    }

    private void AddEvent(PackedLine line, InputLine place)
        => _results.Add(new LineResult(
            place.Number, place.Offset, LineVerdict.Event, line.Fields, line.Event.Length, Encoding.Latin1.GetString(line.Event)));

    private void AddFault(InputLine place, LineVerdict verdict)
        => _results.Add(
            new LineResult(place.Number, place.Offset, verdict, null, place.Bytes.Length, Encoding.Latin1.GetString(place.Bytes)));
}
