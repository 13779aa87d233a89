using Xunit.Sdk;

namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>The checks of the soak test find what it looks for.</summary>
public sealed class SoakChecksTests
{
    private const int Samples = 60;

    [Fact]
    public void An_event_that_was_acknowledged_and_not_handled_is_lost()
    {
        var events = new SoakEvents();
        for (int i = 0; i < 3_000; i++)
            events.Create();

        events.SetAcknowledged(1);
        events.SetAcknowledged(2_999);
        events.SetHandled("default/bigquery/1665130698/1");
        events.SetHandled("default/bigquery/1665130698/2");
        events.SetHandled("default/bigquery/1665130698/2");

        Assert.Equal([2_999L], events.FindLost());
        Assert.Equal((2L, 2L, 1L, 1L), (events.Acknowledged, events.Handled, events.Repeats, events.Lag));
    }

    [Fact]
    public void An_event_that_nobody_sent_is_noticed()
        => Assert.ThrowsAny<XunitException>(() => new SoakEvents().SetHandled("default/bigquery/1665130698/7"));

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(500_000, 0, null)]
    [InlineData(2_000_000, 0, "Memory grows.")]
    [InlineData(0, 1, "Handles grow.")]
    public void Growth_is_noticed(int bytesPerSample, int handlesPerSample, string? message)
    {
        ProcessUse[] samples =
            [.. Enumerable.Range(0, Samples).Select(i => new ProcessUse(90_000_000 + (i * (long)bytesPerSample), 100 + (i * handlesPerSample)))];
        Exception? exception = Record.Exception(() => Flatness.AssertFlat("receiver", samples));

        Assert.Equal(message is not null, exception is not null);
        Assert.Contains(message ?? "", exception?.Message ?? "", StringComparison.Ordinal);
    }
}
