using AtlanEvents.Fast.Cli.DeadLetters;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Large numbers of rejected lines.</summary>
public sealed class RejectedLinesTests : FileTests
{
    private const int Count = 1_000_000;
    private const long MaxMemory = 300_000_000;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [Trait("Behaviour", "many-rejected-lines")]
    public async Task Too_many_rejected_lines_stop_the_run(int limit, int eventsBefore)
    {
        string input = Lines(Hard, Bad, Hard, Bad, Hard, Bad, Hard);

        ToolResult result = await Tool.RunAsync(input, ["replay", "--max-rejects", $"{limit}"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(eventsBefore, result.OutputLines.Length);
        Assert.Contains($"stopped: more than {limit}", result.Error);
    }

    [UnixTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_million_rejected_lines_need_bounded_memory(bool isKept)
    {
        string input = WriteMillion();
        string deadLetter = Folder.PathOf("dead.ndjson");

        (ToolResult result, long peak) = await MeasuredTool.RunAsync(
            ["stats", "--format", "json", .. isKept ? new[] { "--dead-letter", deadLetter } : [], input]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("""{"InvalidJson":1000000}""", result.OutputJson.GetProperty("rejectedReasons").GetRawText());
        Assert.InRange(peak, 1, MaxMemory);
        if (isKept)
        {
            Assert.Equal(Count, File.ReadLines(deadLetter).Count());
            JsonElement last = JsonDocument.Parse(File.ReadLines(deadLetter).Last()).RootElement;
            Assert.Equal(
                (Count, (Count - 1) * (Bad.Length + 1L)), (last.GetProperty("line").GetInt64(), last.GetProperty("offset").GetInt64()));
        }
    }

    [UnixFact]
    public async Task A_limit_stops_the_run_early()
    {
        ToolResult result = await Tool.RunAsync("stats", "--format", "json", "--max-rejects", "10", WriteMillion());

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(11, result.OutputJson.GetProperty("rejected").GetInt64());
        Assert.Contains("stopped: more than 10 lines were rejected", result.Error);
    }

    [Theory]
    [InlineData("{\"a\":\u0001 \\ \"caf\u00e9\"")]
    [InlineData("\u00ff")]
    public void Add_RejectedLine_AllocatesNothing(string line)
    {
        byte[] input = [.. Enumerable.Repeat((byte[])[.. line.Contains(
            '\u00ff', StringComparison.Ordinal) ? [0xFF] : Encoding.UTF8.GetBytes(line), (byte)'\n'], 100).SelectMany(bytes => bytes)];
        using var rejected = new RejectedLines(new DeadLetterSettings(Folder.PathOf("dead.ndjson")));
        long allocated = 0;
        long least = long.MaxValue;
        var options = new EventReaderOptions
        {
            FaultHandler = (in LineFault fault) =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                rejected.Add(new EventPosition("input", fault.LineNumber, fault.ByteOffset), fault);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            },
        };
        for (int batch = 0; batch < 20; batch++)
        {
            allocated = 0;
            using EventEnumerator events = EventParser.Enumerate(input, options);
            Assert.False(events.MoveNext());
            least = Math.Min(least, allocated);
        }

        rejected.Flush();
        Assert.Equal(0, least);
        Assert.Equal(2000, File.ReadLines(Folder.PathOf("dead.ndjson")).Count());
    }

    private string WriteMillion()
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines(Bad));
        string path = Folder.PathOf("bad.ndjson");
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        for (int i = 0; i < Count; i++)
            file.Write(line);

        return path;
    }
}
