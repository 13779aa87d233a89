using AtlanEvents.Fast.Testing.Packing;

namespace AtlanEvents.Fast.PropertyTests.Packing;

/// <summary>Packs an event in any form, and repeats and drops parts of it.</summary>
internal sealed class MessageMaker(Random random)
{
    private const int MaxParts = 12;

    /// <summary>Returns the lines of one message.</summary>
    public List<PackedLine> Make(int message, EventModel model)
    {
        byte[] line = Trim(EventWriter.Write(model, Style()));
        var whole = new PackedLine(line)
        {
            Verdict = LineVerdict.Event,
            Fields = new EventFields(model.OperationType, model.TypeName, model.Guid, model.QualifiedName, model.DeleteHandler),
            Event = line,
        };
        return random.Next(8) switch
        {
            0 => [whole],
            1 => [whole with { Bytes = MessagePacker.Single(line, $"s_{message}", StyleOrNone()) }],
            2 => [whole with { Bytes = MessagePacker.Single(MessagePacker.Single(line)) }],
            3 => [whole with { Bytes = Wrap(line) }],
            4 => [whole with { Bytes = Wrap(Trim(MessagePacker.Single(line, style: StyleOrNone()))) }],
            5 => Split(message, whole, Wrap(line)),
            _ => Split(message, whole, line),
        };
    }

    private List<PackedLine> Split(int message, PackedLine whole, byte[] content)
    {
        bool isCompressed = random.Next(2) == 0;
        int length = Convert.ToBase64String(isCompressed ? MessagePacker.Gzip(content) : content).Length;

        // A few parts, or many small ones, limited to keep the test fast.
        int partLength = Math.Max(random.Next(3) == 0 ? random.Next(1, 8) : random.Next(1, length + 1), (length / MaxParts) + 1);
        if (partLength >= length)
            partLength = (length + 1) / 2;

        byte[][] records = MessagePacker.Split(content, partLength, isCompressed, $"m_{message}", StyleOrNone());
        bool isWrapped = random.Next(4) == 0;
        List<PackedLine> parts =
        [
            .. records.Select((record, part) => whole with
            {
                Bytes = isWrapped ? Wrap(Trim(record)) : record,
                Message = message,
                Part = part,
                Parts = records.Length,
            }),
        ];

        // The part is lost.
        if (random.Next(4) == 0)
            parts.RemoveAt(random.Next(parts.Count));

        // The part is delivered again.
        for (int i = random.Next(3); i > 0 && parts.Count > 0; i--)
            parts.Insert(random.Next(parts.Count), parts[random.Next(parts.Count)]);

        return parts;
    }

    private byte[] Wrap(byte[] line)
        => WrapperWriter.Wrap(line, (Wrapping)random.Next(Enum.GetValues<Wrapping>().Length), StyleOrNone());

    private WritingStyle? StyleOrNone() => random.Next(2) == 0 ? null : Style();

    private WritingStyle Style() => new()
    {
        Seed = random.Next(),
        IsShuffled = random.Next(2) == 0,
        IsSpaced = random.Next(2) == 0,
        Escaping = (Escaping)random.Next(3),
    };

    // A wrapper with an object does not contain the white space around it.
    private static byte[] Trim(byte[] line) => line.AsSpan().Trim(" \t\r"u8).ToArray();
}
