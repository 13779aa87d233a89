using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtlanEvents.Fast.Kafka.Tests.Hosting;

[Collection("Metrics")]
public sealed class HostingTests
{
    [Fact]
    public async Task A_hosted_consumer_handles_events_reports_its_health_and_stops_with_the_host()
    {
        const int Events = 50;
        TestTopic topic = await TestTopic.CreateAsync();
        await topic.ProduceAsync(Enumerable.Range(0, Events).Select(asset => Lines.Event(asset)));
        using IHost host = Build(options => CopyTo(topic.Options(), options));
        await host.StartAsync();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        var consumer = host.Services.GetRequiredKeyedService<EventConsumer>(typeof(TestHandler).FullName);
        await WaitForAsync(() => consumer.Status.Events >= Events, "all events handled");
        HealthReport report = await health.CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, report.Status);
        IReadOnlyDictionary<string, object> data = report.Entries[typeof(TestHandler).FullName!].Data;
        Assert.Equal(4, data["assignedPartitions"]);
        Assert.Equal((long)Events, data["events"]);
        await host.StopAsync();

        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);
        Assert.Equal(Events, topic.Committed(partitions: 4).Sum());
    }

    [Fact]
    public async Task Options_with_mistakes_stop_the_host_at_its_start()
    {
        using IHost host = Build(options => options.GroupId = "group");
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains("BootstrapServers", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_cannot_continue_stops_the_host()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync(["{"]);
        using IHost host = Build(options =>
        {
            CopyTo(topic.Options(), options);
            options.DeadLetterTopic = null;
        });
        await host.StartAsync();
        await host.WaitForShutdownAsync().WaitAsync(TestTopic.Deadline);
    }

    [Fact]
    public void A_handler_without_either_interface_is_refused()
        => Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAtlanKafkaConsumer<HostingTests>(_ => { }));

    [Fact]
    public async Task Metrics_and_traces_have_the_names_of_the_conventions()
    {
        TestTopic topic = await TestTopic.CreateAsync(partitions: 1);
        await topic.ProduceAsync([Lines.Event(asset: 1), Lines.Event(asset: 2), "{", """{"atlan-webhook":"Hello"}"""]);
        var measured = new ConcurrentDictionary<string, double>();
        var activities = new ConcurrentQueue<Activity>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "AtlanEvents.Fast.Kafka")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        meters.Start();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AtlanEvents.Fast.Kafka",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(traces);

        var handler = new TestHandler();
        await using var consumer = new RunningConsumer(topic.Options(), handler);
        await consumer.WaitForAsync(
            () => measured.GetValueOrDefault("messaging.process.duration") == 2
                && measured.GetValueOrDefault("atlan_events.dead_letters") == 1
                && measured.GetValueOrDefault("atlan_events.not_routable") == 1,
            "all lines done");
        meters.RecordObservableInstruments();
        await consumer.StopAsync();

        Assert.Equal(4, measured["messaging.client.consumed.messages"]);
        Assert.Equal(2, measured["messaging.process.duration"]);
        Assert.Equal(1, measured["atlan_events.dead_letters"]);
        Assert.Equal(1, measured["atlan_events.not_routable"]);
        Assert.Contains("messaging.kafka.consumer.lag", measured.Keys);
        Assert.Contains("atlan_events.pending_parts", measured.Keys);
        Assert.Equal(
            ["0", "1"],
            activities.Where(activity => activity.OperationName == $"process {topic.Name}")
                .Select(activity => activity.GetTagItem("messaging.kafka.offset")!.ToString())
                .Order());

        // Other tests run at the same time.
        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().Contains(new("messaging.consumer.group.name", topic.Group)))
                measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
        }
    }

    private static IHost Build(Action<EventConsumerOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddAtlanKafkaConsumer<TestHandler>(configure);
        return builder.Build();
    }

    private static void CopyTo(EventConsumerOptions from, EventConsumerOptions to)
    {
        to.BootstrapServers = from.BootstrapServers;
        to.GroupId = from.GroupId;
        to.DeadLetterTopic = from.DeadLetterTopic;
        foreach (string topic in from.Topics)
            to.Topics.Add(topic);

        foreach ((string name, string value) in from.ClientSettings)
            to.ClientSettings[name] = value;

        foreach ((string name, string value) in from.ConsumerSettings)
            to.ConsumerSettings[name] = value;
    }

    private static async Task WaitForAsync(Func<bool> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TestTopic.Deadline, $"Not in time: {what}");
            await Task.Delay(5);
        }
    }
}
