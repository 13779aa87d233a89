using Xunit.Abstractions;

namespace AtlanEvents.Fast.Kafka.Tests.Groups;

/// <summary>Three processes that share 24 partitions, while everything around them fails.</summary>
public sealed class ProcessGroupTests(ITestOutputHelper output)
{
    private const int Partitions = 24;
    private const int Processes = 3;

    [Theory]
    [InlineData(GroupProtocol.Consumer)]
    public async Task A_process_that_is_killed_loses_nothing(GroupProtocol protocol)
        => await RunAsync(protocol, rounds: 2, seed: 1, (group, _, _) =>
        {
            group.KillAndReplace(index: 0);
            return Task.CompletedTask;
        });

    [Theory, Trait("Tier", "Slow")]
    [InlineData(GroupProtocol.Classic, 50)]
    [InlineData(GroupProtocol.Consumer, 150)]
    public async Task Kills_freezes_rebalances_and_failing_brokers_lose_nothing(GroupProtocol protocol, int rounds)
        => await RunAsync(protocol, rounds, Environment.TickCount, DisturbAsync);

    private static async Task DisturbAsync(ProcessGroup group, MockCluster cluster, Random random)
    {
        int victim = random.Next(group.Size);
        switch (random.Next(8))
        {
            case 0 or 1:
                group.KillAndReplace(victim);
                break;
            case 2:
                // Longer or shorter than the session.
                group[victim].Freeze();
                await Task.Delay(random.Next(100, 4_000));
                group[victim].Thaw();
                break;
            case 3:
                await group.StopAndReplaceAsync(victim);
                break;
            case 4:
                // A storm: all members leave and join at the same time.
                await Task.WhenAll(Enumerable.Range(0, group.Size).Select(group.StopAndReplaceAsync));
                break;
            case 5:
                int broker = random.Next(1, 4);
                cluster.TakeDown(broker);
                await Task.Delay(random.Next(1_000));
                cluster.BringUp(broker);
                break;
            case 6:
                cluster.SetLatency(TimeSpan.FromMilliseconds(random.Next(200)));
                await Task.Delay(random.Next(500));
                cluster.SetLatency(TimeSpan.Zero);
                break;
            default:
                cluster.FailNext(RequestKind.OffsetCommit, ErrorCode.RequestTimedOut, ErrorCode.NotCoordinatorForGroup);
                cluster.FailNext(RequestKind.Fetch, ErrorCode.RequestTimedOut, ErrorCode.RequestTimedOut);
                break;
        }
    }

    private async Task RunAsync(GroupProtocol protocol, int rounds, int seed, Func<ProcessGroup, MockCluster, Random, Task> disturbAsync)
    {
        using var cluster = new MockCluster();
        cluster.SetSessionTimeout(TimeSpan.FromSeconds(3));
        TestTopic topic = await TestTopic.CreateAsync(Partitions, cluster);
        using var group = new ProcessGroup(topic, protocol, Processes);
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            await group.ProduceAsync(versions: 4);
            await disturbAsync(group, cluster, random);
            if (round % 5 == 4)
                await group.WaitUntilDoneAsync(Partitions);
        }

        await group.WaitUntilDoneAsync(Partitions);
        for (int i = 0; i < group.Size; i++)
            await group[i].StopAsync();

        SeenEvent[] seen = group.ReadSeen();
        int distinct = seen.Select(seen => seen.QualifiedName).Distinct().Count();
        output.WriteLine($"seed {seed}: {rounds} rounds, {group.Produced} events, {seen.Length - distinct} repeats");
        Assert.True(distinct == group.Produced, $"seed {seed}: {distinct} of {group.Produced} events handled");
        GroupAssertions.InOrderForEachAsset(seen);
        Assert.Equal(group.Produced, topic.Committed(Partitions).Sum());
    }
}
