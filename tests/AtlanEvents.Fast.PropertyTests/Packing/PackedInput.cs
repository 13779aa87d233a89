namespace AtlanEvents.Fast.PropertyTests.Packing;

/// <summary>A stream of events that are packed in every form, and its expected results.</summary>
/// <param name="Seed">The seed of all random choices.</param>
/// <param name="Messages">The number of messages.</param>
public sealed record PackedInput(int Seed, int Messages)
{
    private static readonly string[] s_others =
        ["", " \t", "bad", """{"atlan-webhook":"Hello"}""", """{"message":{"operationType":"RELATIONSHIP_CREATE"}}""",
            """{"message":"Hello"}""", """{"key":1}"""];

    /// <summary>Creates the stream.</summary>
    /// <param name="models">The events; more than are needed.</param>
    public (byte[] Input, ReadingResult Expected) Make(IReadOnlyList<EventModel> models)
    {
        var random = new Random(Seed);
        List<PackedLine>[] messages =
            [.. Enumerable.Range(0, Messages).Select(i => new MessageMaker(random).Make(i, models[i % models.Count]))];
        List<PackedLine> lines =
            [.. messages.SelectMany(lines => lines), .. Enumerable.Range(0, random.Next(6)).Select(_ => Other(random))];

        // Usually close to each other, sometimes in any order.
        if (random.Next(2) == 0)
        {
            PackedLine[] shuffled = [.. lines];
            random.Shuffle(shuffled);
            lines = [.. shuffled];
        }

        byte[] input = [.. lines.SelectMany(line => (byte[])[.. line.Bytes, .. random.Next(5) == 0 ? "\r\n"u8 : "\n"u8])];
        return (input, new PackedInputModel().Read(lines, InputLine.Split(input), input.Length));
    }

    private static PackedLine Other(Random random)
    {
        string text = s_others[random.Next(s_others.Length)];
        LineVerdict verdict = text switch
        {
            "" or " \t" => LineVerdict.Blank,
            "bad" => LineVerdict.Rejected(LineFaultReason.InvalidJson),
            _ when text.Contains("webhook", StringComparison.Ordinal) => LineVerdict.NotRoutable(NotRoutableReason.WebhookHandshake),
            _ when text.Contains("RELATIONSHIP", StringComparison.Ordinal) => LineVerdict.NotRoutable(NotRoutableReason.RelationshipEvent),
            _ => LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent),
        };
        return new PackedLine(Encoding.UTF8.GetBytes(text)) { Verdict = verdict };
    }
}
