using System.Buffers;

namespace AtlanEvents.Fast.Tests.Allocation;

/// <summary>
/// Nothing is allocated per event, on any path: more than a million events in total. The checksum shows that the fields were read. The
/// minimum over batches excludes one-time work of the runtime, such as tiered compilation.
/// </summary>
public sealed class ZeroAllocationTests
{
    private const int Events = 1000;
    private const int PassesPerBatch = 20;
    private const int Batches = 10;

    private static readonly EventReaderOptions s_open = new() { Reassembly = ReassemblyOptions.Default, Unwrap = EventWrappers.All };
    private static readonly byte[] s_input = MakeInput();
    private static readonly long s_checksum = ChecksumOf(s_input);

    public static TheoryData<EngineChoice> Engines => new(EngineChoice.All);

    [Theory, MemberData(nameof(Engines))]
    public void TryParse_ManyEvents_AllocatesNothing(EngineChoice engine)
    {
        var options = engine.In();
        byte[][] lines = [.. InputLine.Split(s_input).Select(line => line.Bytes)];
        AssertAllocatesNothing(() =>
        {
            long sum = 0;
            foreach (byte[] line in lines)
            {
                if (Parsing.Parse(line, out EventView view, options).Outcome == LineOutcome.Event)
                    sum += Checksum(view);
            }

            return sum;
        });
    }

    [Fact]
    public void TryParse_WithoutOptions_AllocatesNothing()
    {
        byte[][] lines = [.. InputLine.Split(s_input).Select(line => line.Bytes)];
        AssertAllocatesNothing(() =>
        {
            long sum = 0;
            foreach (byte[] line in lines)
            {
                if (EventParser.TryParse(line, out EventView view))
                    sum += Checksum(view);
            }

            return sum;
        });
    }

    [Theory, MemberData(nameof(Engines))]
    public void Enumerate_ManyEvents_AllocatesNothingInTheLoop(EngineChoice engine) => AssertEnumeratesWithoutAllocating(engine.In());

    // Nothing in this input is packed, so reassembly and unwrapping must not allocate.
    [Theory, MemberData(nameof(Engines))]
    public void Enumerate_ManyEventsWithUnpackingOn_AllocatesNothingInTheLoop(EngineChoice engine)
        => AssertEnumeratesWithoutAllocating(engine.In(s_open));

    private static void AssertEnumeratesWithoutAllocating(EventReaderOptions options)
    {
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            long sum = 0;
            long allocated = 0;
            for (int pass = 0; pass < PassesPerBatch; pass++)
            {
                // The enumerator allocates a few objects, and the first event grows the memory for text.
                using EventEnumerator events = EventParser.Enumerate(s_input, options);
                events.MoveNext();
                sum += Checksum(events.Current);
                events.MoveNext();
                sum += Checksum(events.Current);

                long before = GC.GetAllocatedBytesForCurrentThread();
                while (events.MoveNext())
                    sum += Checksum(events.Current);

                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.Equal(s_checksum * PassesPerBatch, sum);
            least = Math.Min(least, allocated);
        }

        Assert.Equal(0, least);
    }

    // Segments of 4 KB, the default of pipelines, where every sixth line is split; of 100 bytes, where every line is; and a single one.
    public static TheoryData<EngineChoice, int, int> Segmentations
    {
        get
        {
            var data = new TheoryData<EngineChoice, int, int>();
            foreach (EngineChoice engine in EngineChoice.All)
            {
                data.Add(engine, int.MaxValue, 1);
                data.Add(engine, 4096, 1);
                data.Add(engine, 4096, 16);
                data.Add(engine, 100, 1);
                data.Add(engine, 100, 500);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Segmentations))]
    public void EventReader_ManyEvents_AllocatesNothing(EngineChoice engine, int segmentSize, int segmentsPerRead)
        => AssertReadsWithoutAllocating(engine, engine.In(), segmentSize, segmentsPerRead);

    [Theory, MemberData(nameof(Engines))]
    public void EventReader_ManyEventsWithUnpackingOn_AllocatesNothing(EngineChoice engine)
        => AssertReadsWithoutAllocating(engine, engine.In(s_open), segmentSize: 4096, segmentsPerRead: 16);

    private static void AssertReadsWithoutAllocating(EngineChoice engine, EventReaderOptions options, int segmentSize, int segmentsPerRead)
    {
        ReadOnlySequence<byte>[] reads =
            [.. Pieces.OfSize(s_input, Math.Min(segmentSize, s_input.Length)).Chunk(segmentsPerRead).Select(Segment.Join)];
        var pipe = new PrebuiltPipeReader(reads);
        EventReader reader = EventReader.Create(pipe, options);
        Assert.Equal(engine.Kind, reader.Engine);

        long allowed = 0;
#if DEBUG
        // In Debug builds, the state machine of an async method is a class: one object per read, none per event. The limit is its size,
        // with a margin.
        allowed = 400L * reads.Length * PassesPerBatch;
#endif
        AssertAllocatesNothing(
            () =>
            {
                long sum = 0;
                pipe.Rewind();
                while (pipe.ReadsLeft > 0)
                {
                    ReadAtOnce(reader);
                    while (reader.TryRead(out EventView view))
                        sum += Checksum(view);
                }

                return sum;
            },
            allowed);
    }

    [Theory, MemberData(nameof(Engines))]
    public void EventReader_ReadOfManySegments_AllocatesNothingOnceGrown(EngineChoice engine)
    {
        // 20 MB of stitched lines in one read: all their views are valid at once.
        byte[] input = new byte[s_input.Length * 30];
        for (int i = 0; i < input.Length; i += s_input.Length)
            s_input.CopyTo(input, i);

        var pipe = new PrebuiltPipeReader([Segment.Join(Pieces.OfSize(input, 500))]);
        EventReader reader = EventReader.Create(pipe, engine.In());
        long least = long.MaxValue;

        // A garbage collection may take buffers from the pool between any two passes.
        for (int pass = 0; pass < 20 && least > 0; pass++)
        {
            pipe.Rewind();
            long sum = 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            ReadAtOnce(reader);
            while (reader.TryRead(out EventView view))
                sum += Checksum(view);

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(30 * s_checksum, sum);
        }

        Assert.InRange(least, 0, IsDebug ? 1000 : 0);
    }

    private static bool IsDebug
    {
        get
        {
#if DEBUG
            return true;
#else
            return false;
#endif
        }
    }

    // Runs on this thread, whose allocations are measured.
    private static void ReadAtOnce(EventReader reader)
    {
        ValueTask<bool> read = reader.ReadAsync();
        Assert.True(read.IsCompletedSuccessfully && read.Result);
    }

    private static void AssertAllocatesNothing(Func<long> pass, long allowed = 0)
    {
        Assert.Equal(s_checksum, pass());
        Assert.Equal(s_checksum, pass());
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            long sum = 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < PassesPerBatch; i++)
                sum += pass();

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(s_checksum * PassesPerBatch, sum);
        }

        Assert.InRange(least, 0, allowed);
    }

    private static long ChecksumOf(byte[] input)
    {
        long sum = 0;
        int count = 0;
        foreach (EventView view in EventParser.Enumerate(input))
        {
            sum += Checksum(view);
            count++;
        }

        Assert.Equal(Events, count);
        return sum;
    }

    private static long Checksum(in EventView view)
        => (long)view.Operation + (long)view.DeleteHandler + view.TypeName.Span.Length + view.Line.Length
            + (view.Guid.TryGetGuid(out Guid guid) ? guid.GetHashCode() : 0) + Sum(view.QualifiedName.Span);

    private static long Sum(ReadOnlySpan<byte> bytes)
    {
        long sum = 0;
        foreach (byte b in bytes)
            sum = (sum * 31) + b;

        return sum;
    }

    // Bulk deletes as Atlas writes them, every third with escapes in each field, mixed with CRLF, blank and other lines.
    private static byte[] MakeInput()
    {
        var text = new StringBuilder();
        var random = new Random(1);
        Span<byte> guid = stackalloc byte[16];
        for (int i = 0; i < Events; i++)
        {
            random.NextBytes(guid);
            bool isEscaped = i % 3 == 0;
            string column = isEscaped ? $"caf\\u00e9 \\uD83D\\uDE00\\/{i}" : $"column_{i}";
            string delete = isEscaped ? "\\u0048ARD" : "HARD";
            text.Append(
                "{\"source\":{},\"version\":{\"version\":\"1.0.0\",\"versionParts\":[1]},\"msgCompressionKind\":\"NONE\",\"msgSplitIdx\":1,\"msgSplitCount\":1,"
                + "\"msgSourceIP\":\"10.121.193.228\",\"msgCreatedBy\":\"\",\"msgCreationTime\":1667822854307,\"message\":{\"type\":\"ENTITY_NOTIFICATION_V2\","
                + $"\"entity\":{{\"typeName\":\"Column\",\"attributes\":{{\"qualifiedName\":\"default/bigquery/1665130698/db/schema/table/{column}\",\"name\":\"{column}\"}},"
                + $"\"guid\":\"{new Guid(guid)}\",\"status\":\"DELETED\",\"isIncomplete\":false,\"createTime\":1665131016428,\"deleteHandler\":\"{delete}\"}},"
                + "\"operationType\":\"ENTITY_DELETE\",\"eventTime\":1667822854152}}");
            text.Append(i % 10 == 0 ? "\r\n" : "\n");
            if (i % 50 == 0)
                text.Append(" \n{\"atlan-webhook\":\"Hello\"}\n{\"message\":{\"operationType\":\"RELATIONSHIP_\\u0043REATE\"}}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
