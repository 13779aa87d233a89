using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Tests.Replaying;

/// <summary>What is counted before purge deletes are sent, and what may be sent then.</summary>
public sealed class ReplayPreviewTests
{
    // More delete handlers than statistics keep apart.
    private const int Handlers = 100_001;

    [Fact]
    public void A_purge_is_counted_behind_any_number_of_other_handlers()
    {
        using var preview = new ReplayPreview(Everything(), skipped: 0);
        for (int i = 0; i < Handlers; i++)
            Consume(preview, $"other{i}", "a");

        Assert.Equal(0, preview.Purges);
        Consume(preview, "PURGE", "a");
        Consume(preview, "HARD", "b");
        Consume(preview, "HARD", "b");
        Assert.Equal(3, preview.Purges);
        Assert.Equal(Handlers + 3, preview.Count);
        Assert.Equal(new Dictionary<string, long> { ["a"] = 1, ["b"] = 2 }, preview.PurgesByInput);
    }

    [Theory]
    [InlineData("b", "b", "b")]
    [InlineData("b", "b", "a")]
    [InlineData("a")]
    public async Task Purges_are_sent_up_to_the_number_of_each_input_that_was_agreed_to(params string[] inputs)
    {
        await using var sink = new StreamSink(new OutputWriter(new MemoryStream(), "memory"), EventFormats.Create(EventFormats.Raw));
        using var replay = new Replay(sink, Everything()) { AgreedPurges = new Dictionary<string, long> { ["b"] = 2 } };
        foreach (string input in inputs[..^1])
            Consume(replay, "PURGE", input);

        Consume(replay, "SOFT", inputs[^1]);
        var failure = Assert.Throws<ToolException>(() => Consume(replay, "HARD", inputs[^1]));
        Assert.Equal(ExitCode.Stopped, failure.ExitCode);
        Assert.Equal(inputs.Length, sink.Accepted);
    }

    private static EventSelection Everything() => new(new SelectionOptions(), passed: 0);

    private static void Consume(Pumping.IEventConsumer consumer, string handler, string input)
    {
        string line = $$$"""
            {"message":{"entity":{"typeName":"T","guid":"g","deleteHandler":"{{{handler}}}"},"operationType":"ENTITY_DELETE"}}
            """;
        using var parser = new EventParser();
        Assert.Equal(LineOutcome.Event, parser.Parse(Encoding.UTF8.GetBytes(line), out EventView view).Outcome);
        consumer.Consume(view, new EventPosition(input, LineNumber: 1, ByteOffset: 0));
    }
}
