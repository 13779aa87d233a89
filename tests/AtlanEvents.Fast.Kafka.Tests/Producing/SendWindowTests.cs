using AtlanEvents.Fast.Kafka.Producing;
using FsCheck.Xunit;

namespace AtlanEvents.Fast.Kafka.Tests.Producing;

/// <summary>The window of sent messages, against a model.</summary>
public sealed class SendWindowTests
{
    private const int MaxMessages = 5;
    private const long MaxBytes = 100;

    /// <summary>Each step sends a message (0), or delivers the report of one that is in flight: an acknowledgement, or a failure.</summary>
    [Property(MaxTest = 500)]
    public void Prefix_and_room_are_those_of_a_model(byte[] steps)
    {
        var window = new SendWindow(MaxMessages, MaxBytes, (_, _) => { });
        var inFlight = new List<SentMessage>();
        var acknowledged = new HashSet<long>();
        long accepted = 0;
        foreach (byte step in steps)
        {
            if (step % 3 == 0 || inFlight.Count == 0)
            {
                SentMessage sent = window.Add(step, out Task room);
                inFlight.Add(sent);
                Assert.Equal(++accepted, sent.Number);
                Assert.Equal(step, sent.Bytes);
                Assert.Null(sent.Reported);
                Assert.Equal(inFlight.Count < MaxMessages && inFlight.Sum(each => each.Bytes) < MaxBytes, room.IsCompleted);
            }
            else
            {
                SentMessage reported = inFlight[step % inFlight.Count];
                inFlight.Remove(reported);
                if (step % 7 != 0)
                    acknowledged.Add(reported.Number);

                window.Remove(reported, isAcknowledged: step % 7 != 0);
            }

            Assert.Equal(accepted, window.Accepted);
            Assert.Equal(inFlight.Count, window.InFlight);
            Assert.Equal(inFlight.Count == 0, window.WaitUntilEmpty().IsCompleted);
            Assert.Equal(Enumerable.Range(1, (int)accepted).TakeWhile(number => acknowledged.Contains(number)).Count(), window.Acknowledged);
        }
    }

    [Fact]
    public void Prefix_grows_beyond_the_first_ring()
    {
        const int Count = 5_000;
        var window = new SendWindow(int.MaxValue, long.MaxValue, (_, _) => { });
        SentMessage[] sent = [.. Enumerable.Range(0, Count).Select(_ => window.Add(bytes: 1, out Task _))];
        foreach (SentMessage message in sent.Skip(1))
            window.Remove(message, isAcknowledged: true);

        Assert.Equal(0, window.Acknowledged);
        window.Remove(sent[0], isAcknowledged: true);
        Assert.Equal(Count, window.Acknowledged);
    }

    [Fact]
    public async Task Senders_are_woken_when_there_is_room()
    {
        var window = new SendWindow(maxMessages: 1, long.MaxValue, (_, _) => { });
        SentMessage message = window.Add(bytes: 1, out Task room);
        Task empty = window.WaitUntilEmpty();
        Assert.False(room.IsCompleted);
        window.Remove(message, isAcknowledged: false);
        await Task.WhenAll(room, empty).WaitAsync(TestTopic.Deadline);
    }

    [Fact]
    public void Messages_are_reused()
    {
        var window = new SendWindow(maxMessages: 1, long.MaxValue, (_, _) => { });
        SentMessage first = window.Add(bytes: 1, out _);
        window.Remove(first, isAcknowledged: true);
        Assert.Same(first, window.Add(bytes: 2, out _));
    }
}
