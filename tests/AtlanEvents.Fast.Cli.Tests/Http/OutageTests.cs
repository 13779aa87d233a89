using System.Collections.Concurrent;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>The steps of the README: preview, send to a failing receiver, be killed, resume, and replay what was refused.</summary>
public sealed class OutageTests : FileTests
{
    private const int Count = 4_000;
    private const int Guids = 300;
    private const int Kills = 4;
    private const string BadGuid = "g-7";

    [UnixFact]
    public async Task Every_event_arrives_in_order_per_guid_despite_failures_and_kills()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var failures = new ConcurrentQueue<int>(Enumerable.Range(0, 200_000).Select(_ => FailureOf(random)));
        bool isFixed = false;

        // The receiver responds to a limited number of requests before each kill, so that no replay can finish before it is killed.
        using var permits = new SemaphoreSlim(0);
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (arrival, context) =>
        {
            await permits.WaitAsync(context.RequestAborted);
            if (Volatile.Read(ref isFixed))
                return 200;

            return arrival.Guid == BadGuid ? 422 : failures.TryDequeue(out int failure) ? failure : 200;
        });
        string[] events = Sample.Events(Count, Guids);
        string dump = Folder.Write("dump.ndjson.gz", TemporaryFolder.Gzip(Sample.Utf8(events)));
        string dead = Folder.PathOf("refused.ndjson");
        string checkpoint = Folder.PathOf("checkpoint");
        string[] command =
        [
            "replay", dump, "--to", receiver.Url, "--dead-letter", dead, "--yes", "--concurrency", "16",
            "--checkpoint", checkpoint, "--checkpoint-interval", "0",
        ];

        ToolResult preview = await Tool.RunAsync([.. command, "--dry-run"]);
        Assert.StartsWith($"4,000 events would be sent to {receiver.Url}", preview.Output, StringComparison.Ordinal);
        Assert.Empty(receiver.Arrivals);

        for (int kills = 0; kills < Kills; kills++)
        {
            using Process killed = Tool.Start(command);
            permits.Release(random.Next(50, Count / Kills / 2));
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (permits.CurrentCount > 0)
                await Task.Delay(2, timeout.Token);

            Assert.False(killed.HasExited, $"seed {seed}");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        // A kill may come before the first event is acknowledged and saved.
        long saved = JsonDocument.Parse(File.ReadAllBytes(checkpoint)).RootElement.GetProperty("events").GetInt64();
        permits.Release(int.MaxValue / 2);
        ToolResult rest = await Tool.RunAsync(command);
        Assert.True(rest.ExitCode == 1, $"seed {seed}: {rest.ExitCode} {rest.Error}");
        Assert.Equal(saved > 0, rest.Error.Contains($"Resumed after {saved:N0} event", StringComparison.Ordinal));
        AssertInOrder(receiver, events.Where(line => !line.Contains($"\"{BadGuid}\"", StringComparison.Ordinal)), seed);

        string[] refused = [.. File.ReadLines(dead).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("raw").GetString()!)];
        Assert.Equal(events.Where(line => line.Contains($"\"{BadGuid}\"", StringComparison.Ordinal)), refused.Distinct());
        Volatile.Write(ref isFixed, true);
        ToolResult again = await Tool.RunAsync(Sample.Utf8(refused), ["replay", "--to", receiver.Url, "--yes"]);
        Assert.Equal(0, again.ExitCode);
        AssertInOrder(receiver, events, seed);
    }

    private static int FailureOf(Random random) => random.Next(100) switch
    {
        < 3 => 500,
        < 5 => 503,
        < 7 => TestReceiver.Reset,
        < 9 => TestReceiver.ResetAfterAccepting,
        _ => 200,
    };

    private static void AssertInOrder(TestReceiver receiver, IEnumerable<string> expected, int seed)
    {
        // Delivery is at least once: repeated events are identical, and only the first arrival counts.
        string[] taken = [.. receiver.Accepted.Select(arrival => arrival.Body).Distinct()];
        Assert.True(expected.ToHashSet().SetEquals(taken), $"seed {seed}: the events are not those of the dump.");
        foreach (IGrouping<string, (string Guid, int Sequence)> guid in taken.Select(Sample.Read).GroupBy(arrival => arrival.Guid))
        {
            int[] sequences = [.. guid.Select(arrival => arrival.Sequence)];
            Assert.True(sequences.SequenceEqual(sequences.Order()), $"seed {seed}: {guid.Key} is out of order.");
        }
    }
}
