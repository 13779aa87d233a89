using AtlanEvents.Fast.Interleavings.Scenarios;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Interleavings;

/// <summary>No interleaving breaks a scenario.</summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Func<Task>> s_quick = new()
    {
        ["watermark"] = KafkaScenarios.WatermarkAsync,
        ["send window"] = KafkaScenarios.SendWindowAsync,
        ["flow window"] = KafkaScenarios.FlowWindowAsync,
        ["revoked partition"] = KafkaScenarios.RevokedPartitionAsync,
        ["revocation"] = KafkaScenarios.RevocationAsync,
    };

    // Up to a second for each interleaving, and how many are few.
    private static readonly Dictionary<string, (Func<Task> Scenario, int Few)> s_slow = new()
    {
        ["group commit"] = (ReceiverScenarios.GroupCommitAsync, 10),
        ["group commit with a failed write"] = (ReceiverScenarios.FailingGroupCommitAsync, 3),
        ["partitions"] = (PartitionScenarios.OrderedAsync, 20),
        ["partitions with a failed merge"] = (PartitionScenarios.FailingMergeAsync, 10),
    };

    // So that the fast tests stay fast beside other tests.
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, Func<Task>> s_uncontrolled = new()
    {
        ["forwarding"] = ReceiverScenarios.ForwardingAsync,
    };

    public static TheoryData<string> Quick => [.. s_quick.Keys];

    public static TheoryData<string> Slow => [.. s_slow.Keys];

    public static TheoryData<string> Uncontrolled => [.. s_uncontrolled.Keys];

    [Theory, MemberData(nameof(Quick))]
    public void Some_interleavings_break_nothing(string scenario) => Assert.Null(Explorer.FindBug(s_quick[scenario], 200, output, s_maxTime));

    [Theory, MemberData(nameof(Slow))]
    public void A_few_interleavings_break_nothing(string scenario)
        => Assert.Null(Explorer.FindBug(s_slow[scenario].Scenario, s_slow[scenario].Few, output));

    [Theory, MemberData(nameof(Uncontrolled))]
    public void Delays_break_nothing(string scenario) => Assert.Null(Explorer.FindBugWithDelays(s_uncontrolled[scenario], 20, output));

    [Theory, Trait("Tier", "Slow"), MemberData(nameof(Quick))]
    public void Thousands_of_interleavings_break_nothing(string scenario)
        => Assert.Null(Explorer.FindBug(s_quick[scenario], 2_000, output));

    [Theory, Trait("Tier", "Slow"), MemberData(nameof(Slow))]
    public void Many_interleavings_break_nothing(string scenario)
        => Assert.Null(Explorer.FindBug(s_slow[scenario].Scenario, 100, output));

    [Theory, Trait("Tier", "Slow"), MemberData(nameof(Uncontrolled))]
    public void Many_delays_break_nothing(string scenario)
        => Assert.Null(Explorer.FindBugWithDelays(s_uncontrolled[scenario], 1_000, output));
}
