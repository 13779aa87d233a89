using AtlanEvents.Fast.Kafka.Consuming;
using AtlanEvents.Fast.Kafka.Offsets;

namespace AtlanEvents.Fast.Kafka.Tests.Consuming;

/// <summary>What is kept of messages that wait for other parts.</summary>
public sealed class WaitingPartsTests : IDisposable
{
    private const int KeyLength = 16 * 1024 * 1024;

    private readonly AssignedPartition _partition = new(new TopicPartition("topic", 0));
    private readonly WaitingParts _parts = new(TimeProvider.System);
    private readonly byte[] _key = new byte[KeyLength];

    [Fact]
    public void Keys_and_headers_are_kept_within_a_bound()
    {
        for (int number = 0; number < 3; number++)
            Add(number, headers: null);

        Add(3, new Headers { { "name", new byte[KeyLength] } });
        Add(4, headers: null);
        Assert.Equal(_key, Take(0).Key);
        Assert.Null(Take(3).Key);
        Assert.Equal(_key, Take(4).Key);

        // Taken ones make room.
        Add(5, new Headers { { "name", [1] } });
        Assert.NotNull(Take(5).Headers);
        Assert.Equal(2, _parts.Count);
    }

    [Fact]
    public void Empty_headers_count()
    {
        var headers = new Headers();
        for (int i = 0; i < 1_000_000; i++)
            headers.Add("", null);

        Add(0, headers);
        Assert.Null(Take(0).Headers);
    }

    public void Dispose() => _partition.Dispose();

    private void Add(long number, Headers? headers)
    {
        Assert.True(_partition.Offsets.TryAdd(number));
        _parts.Add(number, _partition, number, _key, headers);
    }

    private EventPart Take(long number)
    {
        Assert.True(_parts.TryTake(new SettledPart(number, []), out EventPart part));
        Assert.Equal(number, part.Offset);
        return part;
    }
}
