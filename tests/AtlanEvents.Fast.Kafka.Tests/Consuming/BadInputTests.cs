namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>Mistakes get a sentence that says what to do.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Address_without_a_broker()
    {
        EventConsumerOptions options = Options("127.0.0.1:1", "topic");
        options.ConnectTimeout = TimeSpan.FromMilliseconds(500);
        Assert.Contains("Check their addresses", await FailureOfAsync(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorCode.UnknownTopicOrPart, "Check the name, create the topic")]
    [InlineData(ErrorCode.TopicAuthorizationFailed, "Grant Read")]
    public async Task Topic_that_cannot_be_read(ErrorCode error, string advice)
    {
        using var cluster = new MockCluster();
        await cluster.CreateTopicAsync("topic", partitions: 1);
        cluster.SetTopicError("topic", error);
        string message = await FailureOfAsync(Options(cluster.BootstrapServers, "topic"));
        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.Contains("'topic'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorCode.InconsistentGroupProtocol, "Use the same GroupProtocol")]
    [InlineData(ErrorCode.GroupAuthorizationFailed, "Grant Read on the group")]
    public async Task Group_that_cannot_be_joined(ErrorCode error, string advice)
    {
        using var cluster = new MockCluster();
        await cluster.CreateTopicAsync("topic", partitions: 1);
        cluster.FailNext(RequestKind.JoinGroup, [.. Enumerable.Repeat(error, 20)]);
        Assert.Contains(advice, await FailureOfAsync(Options(cluster.BootstrapServers, "topic")), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_with_mistakes_are_listed()
    {
        var options = new EventConsumerOptions { Concurrency = 0, DeadLetterTopic = "same", PartTimeout = TimeSpan.Zero };
        options.Topics.Add("same");
        options.Topics.Add("^pattern");
        options.ClientSettings["enable.auto.offset.store"] = "true";
        options.Reader = new EventReaderOptions { FaultHandler = (in LineFault _) => { } };
        var exception = Assert.Throws<ArgumentException>(() => new EventConsumer(options, (IEventRecordHandler)new TestHandler()));
        foreach (string name in (string[])
            [
                "BootstrapServers", "GroupId", "Concurrency", "DeadLetterTopic", "PartTimeout", "enable.auto.offset.store", "FaultHandler",
                "regular expression",
            ])
        {
            Assert.Contains(name, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Setting_that_the_client_does_not_know()
    {
        EventConsumerOptions options = Options("127.0.0.1:1", "topic");
        options.ConsumerSettings["no.such.setting"] = "1";
        using var consumer = new EventConsumer(options, (IEventRecordHandler)new TestHandler());
        var exception = await Assert.ThrowsAsync<EventKafkaException>(() => consumer.RunAsync());
        Assert.Contains("no.such.setting", exception.Message, StringComparison.Ordinal);
    }

    private static EventConsumerOptions Options(string bootstrapServers, string topic)
    {
        var options = new EventConsumerOptions { BootstrapServers = bootstrapServers, GroupId = "group" };
        options.Topics.Add(topic);
        options.ClientSettings["socket.timeout.ms"] = "5000";
        return options;
    }

    private static async Task<string> FailureOfAsync(EventConsumerOptions options)
    {
        await using var consumer = new RunningConsumer(options, new TestHandler());
        return (await Assert.ThrowsAsync<EventKafkaException>(() => consumer.Run)).Message;
    }
}
