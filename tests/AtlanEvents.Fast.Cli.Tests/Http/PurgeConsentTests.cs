namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Purge deletes are sent only if the search for them found them all, or if the user agreed.</summary>
public sealed class PurgeConsentTests : FileTests
{
    private const string Purge =
        """{"message":{"entity":{"typeName":"Table","guid":"p","attributes":{},"deleteHandler":"PURGE"},"operationType":"ENTITY_DELETE"}}""";

    [Fact]
    public async Task A_search_that_stops_at_a_rejected_line_sends_nothing()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync();
        string dump = Folder.Write("dump", Events.Lines(Purge, "bad", "bad", "bad"));

        ToolResult result = await Tool.RunAsync("replay", dump, "--to", receiver.Url, "--max-rejects", "2");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("more than 2 lines", result.Error, StringComparison.Ordinal);
        Assert.Empty(receiver.Arrivals);
    }

    [Fact]
    public async Task A_purge_that_is_added_after_the_search_stops_the_replay()
    {
        // More than the window of the sink, so that the end of the input is not read before the receiver responds.
        const int Count = 40;
        string long1 = new('x', 1_000_000);
        string[] events = [.. Sample.Events(Count, Count).Select(line => line.Replace("Table", long1, StringComparison.Ordinal))];
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(release.Task);
        string dump = Folder.Write("dump", Events.Lines(events));

        Task<ToolResult> run = Tool.RunAsync("replay", dump, "--to", receiver.Url);
        await receiver.WaitForAsync(1);
        await File.AppendAllTextAsync(dump, Events.Lines(Purge));
        release.SetResult();
        ToolResult result = await run;

        Assert.Equal(75, result.ExitCode);
        Assert.Contains($"a purge delete was added to the input after it was searched ({dump}, line {Count + 1}", result.Error, StringComparison.Ordinal);
        Assert.Equal(Count, receiver.Accepted.Length);
    }
}
