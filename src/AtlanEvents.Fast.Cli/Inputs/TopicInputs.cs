using AtlanEvents.Fast.Cli.Terminal;
using AtlanEvents.Fast.Cli.Topics;
using AtlanEvents.Fast.Kafka;
using Confluent.Kafka;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Opens the topics that a command reads, and keeps them open for commits until the command ends.</summary>
/// <param name="clientSettings">Further settings of the Kafka clients.</param>
internal sealed class TopicInputs(IReadOnlyDictionary<string, string>? clientSettings = null) : IDisposable
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(30);

    private readonly List<TopicInput> _open = [];

    // If a topic is read twice, both times to the same end.
    private readonly Dictionary<TopicAddress, Dictionary<int, long>> _ends = [];

    /// <summary>Further settings of the Kafka clients.</summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; } = clientSettings ?? new Dictionary<string, string>();

    /// <summary>Whether the headers of messages are needed.</summary>
    public bool ReadHeaders { get; set; }

    /// <summary>Opens a topic.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isFollowed">Whether it is read until the caller stops, if the address names no end.</param>
    /// <param name="options">How messages are parsed.</param>
    /// <param name="cancellationToken">Stops waiting for the brokers.</param>
    /// <exception cref="ToolException">The topic cannot be read.</exception>
    public async Task<TopicInput> OpenAsync(
        TopicAddress address,
        bool isFollowed,
        EventReaderOptions options,
        CancellationToken cancellationToken)
    {
        bool wasRead = _ends.TryGetValue(address, out Dictionary<int, long>? ends);
        var settings = new TopicReaderOptions
        {
            BootstrapServers = address.Servers,
            Topic = address.Topic,
            GroupId = address.Group,
            From = address.From,
            Until = wasRead ? TopicPosition.At(ends!) : isFollowed && !address.HasEnd ? null : address.Until,
            ClientSettings = ClientSettings,
            Reader = options,
            ReadHeaders = ReadHeaders,
            ConnectTimeout = s_connectTimeout,
        };
        TopicReader? reader = null;
        await KafkaErrors.TranslateAsync(
            $"cannot read {address.Name}",
            async () => reader = await TopicReader.OpenAsync(settings, log: null, cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);
        var input = new TopicInput(address, reader!);
        _open.Add(input);
        if (!wasRead)
        {
            _ends[address] = reader!.Ranges
                .Where(range => range.End is not null)
                .ToDictionary(range => range.Partition, range => range.End!.Value);
            WarnOfDeletedMessages(address, reader.Ranges);
        }

        return input;
    }

    public void Dispose() => _open.ForEach(input => input.Dispose());

    private static void WarnOfDeletedMessages(TopicAddress address, IReadOnlyList<PartitionRange> ranges)
    {
        foreach (PartitionRange range in ranges.Where(range => range.Deleted > 0))
        {
            string messages = Quantity.Of(range.Deleted, "message");
            ErrorMessage.Write(
                $"warning: Kafka has deleted up to {messages} of {address.Topic}[{range.Partition}] that group {address.Group} "
                    + "has not read");
        }
    }
}

/// <summary>A topic that is being read.</summary>
internal sealed class TopicInput(TopicAddress address, TopicReader reader) : IDisposable
{
    // The names of partitions, such as events[3].
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, long> _committed = [];

    public TopicReader Reader => reader;

    /// <summary>The name in messages.</summary>
    public string Name => address.Name;

    /// <summary>Whether offsets can be committed.</summary>
    public bool HasGroup => address.Group is not null;

    /// <summary>The position of the last message.</summary>
    public EventPosition Position => ToPosition(reader.Position);

    /// <summary>The position of a message that is rejected.</summary>
    public EventPosition PositionOf(long number) => ToPosition(reader.PositionOf(number));

    /// <summary>The offsets from which another run can continue; <see langword="null"/> without a group.</summary>
    public TopicOffsets? GetOffsets() => HasGroup ? new TopicOffsets(this, reader.GetResumeOffsets()) : null;

    /// <summary>Commits the offsets that are not committed already.</summary>
    /// <param name="offsets">The offsets.</param>
    /// <param name="timeout">How long to try.</param>
    /// <param name="isRequired">Whether it is an error that no broker answers in time.</param>
    /// <returns>Whether the offsets are committed.</returns>
    /// <exception cref="ToolException">They cannot be committed.</exception>
    public bool CommitIfNew(IEnumerable<TopicPartitionOffset> offsets, TimeSpan timeout, bool isRequired)
    {
        TopicPartitionOffset[] news =
            [.. offsets.Where(offset => _committed.GetValueOrDefault(offset.Partition.Value, -1) != offset.Offset.Value)];
        if (news.Length == 0)
            return true;

        try
        {
            reader.Commit(news, timeout);
        }
        catch (EventKafkaException exception) when (exception.IsTransient && !isRequired)
        {
            return false;
        }
        catch (EventKafkaException exception)
        {
            throw KafkaErrors.ToToolException($"cannot commit offsets of {address.Name} for group {address.Group}", exception);
        }

        foreach (TopicPartitionOffset offset in news)
            _committed[offset.Partition.Value] = offset.Offset.Value;

        return true;
    }

    /// <inheritdoc cref="TopicReader.Read"/>
    /// <exception cref="ToolException">The topic cannot be read.</exception>
    public TopicReadStatus Read(TimeSpan wait, out EventView view)
    {
        try
        {
            return reader.Read(wait, out view);
        }
        catch (EventKafkaException exception)
        {
            throw KafkaErrors.ToToolException($"cannot read {address.Name}", exception);
        }
    }

    public void Dispose() => reader.Dispose();

    private EventPosition ToPosition(TopicPartitionOffset place)
    {
        int partition = place.Partition.Value;
        if (!_names.TryGetValue(partition, out string? name))
            _names.Add(partition, name = $"{address.Topic}[{partition.ToString(CultureInfo.InvariantCulture)}]");

        return EventPosition.OfMessage(name, place.Offset.Value, reader.Headers);
    }
}

/// <summary>Offsets of a topic that can be committed.</summary>
/// <param name="Input">The topic.</param>
/// <param name="Offsets">The offsets of the next messages to read, by partition.</param>
internal sealed record TopicOffsets(TopicInput Input, IReadOnlyList<TopicPartitionOffset> Offsets);
