using AtlanEvents.Fast.Kafka.Clients;
using AtlanEvents.Fast.Kafka.Consuming;
using AtlanEvents.Fast.Kafka.DeadLetters;
using AtlanEvents.Fast.Kafka.Lanes;
using AtlanEvents.Fast.Kafka.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>Messages in the memory of the client, without a client.</summary>
/// <remarks>Not at the same time as tests that listen to metrics, which allocates.</remarks>
[Collection("Metrics")]
public sealed class MessageDecoderTests
{
    [Fact]
    public void A_handler_of_views_gets_events_without_allocation()
    {
        const int Batches = 10;
        const int Rounds = 200;
        byte[][] values = [.. Enumerable.Range(0, 50).Select(asset => Encoding.UTF8.GetBytes(Lines.Event(asset)))];
        var handler = new CountingHandler();
        using var decoder = Create(handler);

        // The engine learns the shape of the lines.
        for (int round = 0; round < 100; round++)
            Read(decoder, values);

        // The runtime allocates once when it compiles the code again.
        handler.Sum = 0;
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int round = 0; round < Rounds; round++)
                Read(decoder, values);

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Equal(Batches * Rounds * (long)values.Sum(value => value.Length), handler.Sum);
    }

    [Fact]
    public void Messages_that_are_not_events_are_finished_waiting_or_rejected()
    {
        using var decoder = Create(new CountingHandler());
        string[] parts = Lines.Pack(Lines.Event(asset: 1), "id", parts: 2);
        Assert.Equal(IncomingKind.Finished, Read(decoder, Lines.Event(asset: 1)).Kind);
        Assert.Equal(IncomingKind.Finished, Read(decoder, "").Kind);
        Assert.Equal(IncomingKind.Finished, decoder.Deserialize(default, isNull: true, Context).Kind);
        Assert.Equal(IncomingKind.Finished, Read(decoder, """{"atlan-webhook":"Hello"}""").Kind);
        Assert.Equal(IncomingKind.Waiting, Read(decoder, parts[0]).Kind);
        long waiting = decoder.NextNumber - 1;
        IncomingMessage rejected = Read(decoder, "{");
        Assert.Equal((IncomingKind.Rejected, LineFaultReason.InvalidJson), (rejected.Kind, rejected.Reason));
        IncomingMessage last = Read(decoder, parts[1]);
        Assert.Equal(IncomingKind.Finished, last.Kind);
        SettledPart joined = Assert.Single(last.Joined);
        Assert.Equal((waiting, parts[0]), (joined.Number, Encoding.UTF8.GetString(joined.Value)));

        decoder.Hold();
        Assert.Equal(IncomingKind.Held, Read(decoder, Lines.Event(asset: 2)).Kind);
    }

    [Fact]
    public void Parts_that_are_given_up_are_reported_even_if_the_last_message_was_one()
    {
        using var decoder = Create(new CountingHandler());
        string[] parts = Lines.Pack(Lines.Event(asset: 1), "id", parts: 2);
        Read(decoder, parts[0]);
        long number = decoder.NextNumber - 1;
        Assert.Empty(decoder.GiveUpBefore(number).RejectedParts);
        (SettledPart part, LineFaultReason reason) = Assert.Single(decoder.GiveUpBefore(number + 1).RejectedParts);
        Assert.Equal((number, LineFaultReason.IncompleteMessage), (part.Number, reason));
    }

    [Fact]
    public void A_message_id_is_read_from_any_place_in_any_spelling()
    {
        Assert.True(MessageId.TryRead("""{"a":{"msgId":"no"},"msgId" : "1_2","b":[1]}"""u8, out byte[] id));
        Assert.Equal("1_2"u8, id);
        Assert.True(MessageId.TryRead([0xEF, 0xBB, 0xBF, .. """{"msgId":"1","msgId":"\uD800"}"""u8], out id));
        Assert.Equal("""\uD800"""u8, id);
        Assert.True(MessageId.TryRead("""{"\ud800":"no","\u006dsgId":"2","msg\ud800":"no"}"""u8, out id));
        Assert.Equal("2"u8, id);
        Assert.False(MessageId.TryRead("""{"msgId":"1","msgId":2}"""u8, out _));
        Assert.False(MessageId.TryRead("""{"a":1}"""u8, out _));
    }

    private static SerializationContext Context => new(MessageComponentType.Value, "topic");

    private static MessageDecoder Create(IEventViewHandler handler)
    {
        var options = new EventConsumerOptions { BootstrapServers = "127.0.0.1:1", GroupId = "group" };
        var metrics = new ConsumerMetrics("group", () => 0, () => 0, () => 0);
        var writer = new RecordWriter(options.BootstrapServers, options.ClientSettings, _ => { });
        var deadLetters = new DeadLetterWriter(topic: null, writer, metrics, NullLogger.Instance);
        var processor = new EventProcessor(
            new ViewInvoker(handler, options.Reader), options, deadLetters, metrics, NullLogger.Instance);
        var lanes = new LaneSet(count: 1, processor, new FlowWindow(10, 10_000), exception => Assert.Fail($"{exception}"));
        return new MessageDecoder(options, "topic", handler, metrics, lanes, TimeProvider.System);
    }

    private static void Read(MessageDecoder decoder, byte[][] values)
    {
        foreach (byte[] value in values)
            decoder.Deserialize(value, isNull: false, Context);
    }

    private static IncomingMessage Read(MessageDecoder decoder, string value)
        => decoder.Deserialize(Encoding.UTF8.GetBytes(value), isNull: false, Context);

    private sealed class CountingHandler : IEventViewHandler
    {
        public long Sum { get; set; }

        public void Handle(in EventView view, in EventDelivery delivery) => Sum += view.Line.Length;
    }
}
