using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Replaying;

namespace AtlanEvents.Fast.Cli.Tests.Replaying;

/// <summary>What is counted before purge deletes are sent.</summary>
public sealed class ReplayPreviewTests
{
    // More delete handlers than statistics keep apart.
    private const int Handlers = 100_001;

    [Fact]
    public void A_purge_is_counted_behind_any_number_of_other_handlers()
    {
        using var preview = new ReplayPreview(new EventSelection(new SelectionOptions(), passed: 0), skipped: 0);
        using var parser = new EventParser();
        for (int i = 0; i < Handlers; i++)
            Consume($"other{i}");

        Assert.Equal(0, preview.Purges);
        Consume("PURGE");
        Consume("HARD");
        Assert.Equal(2, preview.Purges);
        Assert.Equal(Handlers + 2, preview.Count);

        void Consume(string handler)
        {
            string line = $$$"""
                {"message":{"entity":{"typeName":"T","guid":"g","deleteHandler":"{{{handler}}}"},"operationType":"ENTITY_DELETE"}}
                """;
            Assert.Equal(LineOutcome.Event, parser.Parse(Encoding.UTF8.GetBytes(line), out EventView view).Outcome);
            preview.Consume(view, default);
        }
    }
}
