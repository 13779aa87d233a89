using System.Collections.Concurrent;

namespace AtlanEvents.Fast.Cli.Tests.Receiving;

/// <summary>However a receiver ends, every message that was answered 200 is in the file, and none is there in part.</summary>
public sealed class ReceiveKillTests : FileTests
{
    private const int Senders = 8;

    private readonly ConcurrentDictionary<string, bool> _sent = new();
    private readonly ConcurrentBag<string> _answered = [];
    private int _messages;

    [UnixFact]
    public Task Some_kills_lose_nothing() => KillAsync(rounds: 10);

    [UnixFact]
    [Trait("Tier", "Slow")]
    public Task Two_hundred_kills_lose_nothing() => KillAsync(rounds: 200);

    [UnixFact]
    public async Task A_stop_under_load_loses_nothing()
    {
        string file = Folder.PathOf("events.ndjson");
        await using RunningReceiver receiver = await RunningReceiver.StartAsync(file);
        Task senders = SendUntilItEndsAsync(receiver);
        await RunningReceiver.WaitForAsync(() => _answered.Count > 200, "messages are answered");
        Assert.Equal(143, await receiver.StopAsync());
        await senders;

        AssertNothingIsMissing([file]);
    }

    private async Task KillAsync(int rounds)
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        string file = Folder.PathOf("events.ndjson");
        for (int round = 0; round < rounds; round++)
        {
            await using RunningReceiver receiver = await RunningReceiver.StartAsync(file, "--rotate-bytes", "400000");
            int before = _answered.Count;
            int enough = before + random.Next(1, 300);
            Task senders = SendUntilItEndsAsync(receiver);
            await RunningReceiver.WaitForAsync(() => _answered.Count >= enough, $"messages are answered, seed {seed}");
            receiver.Process.Kill();
            await receiver.WaitForExitAsync();
            await senders;
        }

        // The next start repairs what the last kill left.
        await using (RunningReceiver receiver = await RunningReceiver.StartAsync(file))
            Assert.Equal(143, await receiver.StopAsync());

        Assert.True(_answered.Count >= rounds, $"{_answered.Count} answered");
        AssertNothingIsMissing(Directory.GetFiles(Folder.PathOf(""), "*.ndjson"));
    }

    private Task SendUntilItEndsAsync(RunningReceiver receiver)
        => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendOneByOneAsync(receiver))));

    private async Task SendOneByOneAsync(RunningReceiver receiver)
    {
        try
        {
            while (true)
            {
                int number = Interlocked.Increment(ref _messages);
                string message = RunningReceiver.Event($"{number}-{new string('x', number % 5_000)}");
                _sent[message] = true;
                if (await receiver.PostAsync(message) != 200)
                    return;

                _answered.Add(message);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // The receiver has ended.
        }
    }

    private void AssertNothingIsMissing(string[] files)
    {
        string[] lines = [.. files.SelectMany(File.ReadLines)];
        var found = lines.ToHashSet();
        Assert.All(_answered, message => Assert.Contains(message, found));
        Assert.All(lines, line => Assert.True(_sent.ContainsKey(line), line));
    }
}
