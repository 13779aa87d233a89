using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>What README plays through: look, send to a receiver that fails, be killed, go on, and replay what was refused.</summary>
public sealed class OutageTests : IDisposable
{
    private const int Count = 4_000;
    private const int Guids = 300;
    private const string BadGuid = "g-7";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Every_event_arrives_in_order_per_guid_whatever_happens()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var failures = new ConcurrentQueue<int>(Enumerable.Range(0, 200_000).Select(_ => FailureOf(random)));
        bool isMended = false;
        await using TestReceiver receiver = await TestReceiver.StartAsync(arrival =>
            arrival.Guid == BadGuid && !Volatile.Read(ref isMended) ? 422
            : failures.TryDequeue(out int failure) && !Volatile.Read(ref isMended) ? failure
            : 200);
        string[] events = Sample.Events(Count, Guids);
        string dump = _folder.Write("dump.ndjson.gz", TemporaryFolder.Gzip(Sample.Utf8(events)));
        string dead = _folder.PathOf("refused.ndjson");
        string[] command =
        [
            "replay", dump, "--to", receiver.Url, "--dead-letter", dead, "--yes", "--concurrency", "16",
            "--checkpoint", _folder.PathOf("checkpoint"), "--checkpoint-interval", "0",
        ];

        ToolResult look = await Tool.RunAsync([.. command, "--dry-run"]);
        Assert.StartsWith($"4,000 events would be sent to {receiver.Url}", look.Output, StringComparison.Ordinal);
        Assert.Empty(receiver.Arrivals);

        for (int kills = 0; kills < 4; kills++)
        {
            using Process killed = Tool.Start(command);
            int before = receiver.Taken.Length;
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!killed.HasExited && receiver.Taken.Length < before + random.Next(50, 500))
                await Task.Delay(2, timeout.Token);

            killed.Kill();
            await killed.WaitForExitAsync();
        }

        ToolResult rest = await Tool.RunAsync(command);
        Assert.True(rest.ExitCode == 1, $"seed {seed}: {rest.ExitCode} {rest.Error}");
        Assert.Contains("Resumed after ", rest.Error, StringComparison.Ordinal);
        AssertInOrder(receiver, events.Where(line => !line.Contains($"\"{BadGuid}\"", StringComparison.Ordinal)), seed);

        string[] refused = [.. File.ReadLines(dead).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("raw").GetString()!)];
        Assert.Equal(events.Where(line => line.Contains($"\"{BadGuid}\"", StringComparison.Ordinal)), refused.Distinct());
        Volatile.Write(ref isMended, true);
        ToolResult again = await Tool.RunAsync(Sample.Utf8(refused), ["replay", "--to", receiver.Url, "--yes"]);
        Assert.Equal(0, again.ExitCode);
        AssertInOrder(receiver, events, seed);
    }

    private static int FailureOf(Random random) => random.Next(100) switch
    {
        < 3 => 500,
        < 5 => 503,
        < 7 => TestReceiver.Reset,
        < 9 => TestReceiver.ResetAfterTaking,
        _ => 200,
    };

    private static void AssertInOrder(TestReceiver receiver, IEnumerable<string> expected, int seed)
    {
        // What comes a second time is the same again, and changes nothing.
        string[] taken = [.. receiver.Taken.Select(arrival => arrival.Body).Distinct()];
        Assert.True(expected.ToHashSet().SetEquals(taken), $"seed {seed}: the events are not those of the dump.");
        foreach (IGrouping<string, (string Guid, int Sequence)> guid in taken.Select(Sample.Read).GroupBy(arrival => arrival.Guid))
            Assert.True(guid.Select(arrival => arrival.Sequence).SequenceEqual(guid.Select(arrival => arrival.Sequence).Order()), $"seed {seed}: {guid.Key} is out of order.");
    }
}
