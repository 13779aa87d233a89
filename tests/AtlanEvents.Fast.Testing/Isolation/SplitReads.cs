using System.Text;
using AtlanEvents.Fast.Testing.Engines;
using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Reading;
using AtlanEvents.Fast.Testing.Segments;
using Xunit;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>Each of some lines, cut at every byte, through a reader that knows its shape and through one that knows nothing.</summary>
internal sealed class SplitReads(Breadcrumb breadcrumb)
{
    private const int LongestLine = 4096;

    // A line of the same shape on each side: what was cut must not spoil what follows.
    private const int Copies = 2;

    private static readonly EventReaderOptions s_options = new() { Engine = EventEngine.Fast, FaultHandler = (in LineFault _) => { } };
    private static readonly ReadWay s_reference = new(EngineChoice.Reference, ReadPath.Whole);
    private static readonly ReadWay s_fast = new(EngineChoice.Fast, ReadPath.Whole);

    private int _reads;
    private int _coldReads;
    private int _known;

    public void Run()
    {
        byte[][] lines = Lines();
        Assert.InRange(lines.Length, 20, 30);
        foreach (byte[] line in lines)
            ReadSplit(line);

        Console.WriteLine($"lines: {lines.Length}, of which an engine learns: {_known}, warm reads: {_reads}, cold reads: {_coldReads}");
        Assert.InRange(_reads, 2 * lines.Sum(line => line.Length), int.MaxValue);
        Assert.InRange(_known, 8, lines.Length);
        Assert.InRange(_coldReads, lines.Sum(line => line.Length), int.MaxValue);
    }

    private static byte[][] Lines()
    {
        string[] names =
        [
            "events/entity-create", "events/entity-update", "events/entity-delete", "events/business-attribute-update", "events/classification-add",
            "events/relationship", "events/hook-message", "accept/escaped-keys", "accept/escaped-values", "accept/escaped-surrogate-pairs", "accept/non-ascii-raw",
            "accept/numbers", "accept/long-key", "accept/long-string-of-backslashes", "accept/message-last-after-large-prefix", "accept/spaces-between-tokens",
            "reject/duplicate-field--guid-escaped", "reject/invalid-json--bad-escapes", "reject/invalid-json--numbers", "reject/invalid-json--unclosed",
        ];
        byte[][] written = [.. names.Select(name => TestLines.Split(File.ReadAllBytes(Repository.PathOf("testdata", name + ".ndjson"))).First(line => line.Length <= LongestLine))];

        // Lines that end as few do.
        return [TestLines.BulkDelete(1)[0], TestLines.Mixed(1)[0], [.. TestLines.BulkDelete(1)[0], (byte)'\r'], .. written];
    }

    private void ReadSplit(byte[] line)
    {
        string name = Encoding.Latin1.GetString(line.AsSpan(0, Math.Min(60, line.Length)));
        byte[] alone = [.. line, (byte)'\n'];
        byte[] among = TestLines.Join(Enumerable.Repeat(line, (2 * Copies) + 1));
        int start = Copies * alone.Length;
        ReadingResult expectedAlone = s_reference.Read(alone);
        ReadingResult expectedAmong = s_reference.Read(among);
        bool isKnowable = IsKnowable(line);
        if (isKnowable)
        {
            Warmth.WarmThread(among, s_options);
            _known++;
        }

        for (int cut = 0; cut <= alone.Length; cut++)
        {
            breadcrumb.Drop($"warm, cut at {cut} of {name}");
            ReadOnlyMemory<byte>[] pieces = Pieces.CutAt(among, start + cut);
            ReadingResult.AssertEqual(expectedAmong, s_fast.ReadPieces(pieces, 1), $"warm, two reads, cut at {cut} of {name}");
            ReadingResult.AssertEqual(expectedAmong, s_fast.ReadPieces(pieces, 2), $"warm, one read, cut at {cut} of {name}");
            _reads += 2;
        }

        if (isKnowable)
            AssertThreadKnows(among);

        for (int cut = 0; cut <= alone.Length; cut++)
        {
            breadcrumb.Drop($"cold, cut at {cut} of {name}");
            Warmth.ForgetThread(s_options);
            ReadingResult.AssertEqual(expectedAlone, s_fast.ReadPieces(Pieces.CutAt(alone, cut), 1 + (cut % 2)), $"cold, cut at {cut} of {name}");
            _coldReads++;
        }
    }

    /// <summary>Whether an engine that read only this line comes to recognise it.</summary>
    private static bool IsKnowable(byte[] line)
    {
        Warmth.ForgetThread(s_options);
        return FastLines(TestLines.Join(Enumerable.Repeat(line, 20))) > 0;
    }

    private static void AssertThreadKnows(byte[] input) => Assert.InRange(FastLines(input), 1, int.MaxValue);

    private static long FastLines(byte[] input)
    {
        using EventEnumerator events = EventParser.Enumerate(input, s_options);
        while (events.MoveNext())
        {
        }

        return events.Counts.LinesBy(LinePath.Fast);
    }
}
