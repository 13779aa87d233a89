using AtlanEvents.Fast.Kafka;

namespace AtlanEvents.Fast.Cli.Topics;

/// <summary>
/// The address of a Kafka topic:
/// <c>kafka://host:port[,host:port]/topic?group=G&amp;from=beginning|end|TIMESTAMP&amp;until=end|TIMESTAMP</c>.
/// </summary>
internal sealed record TopicAddress
{
    private const string Scheme = "kafka://";
    private const string Example = "kafka://broker-1:9092,broker-2:9092/ATLAS_ENTITIES";

    // As in Kafka.
    private const int MaxTopicLength = 249;

    /// <summary>The addresses of some brokers, separated by commas.</summary>
    public required string Servers { get; init; }

    public required string Topic { get; init; }

    /// <summary>The consumer group, if any.</summary>
    public string? Group { get; private init; }

    /// <summary>Where reading starts, if the group has not committed an offset.</summary>
    public TopicPosition From { get; private init; } = TopicPosition.Beginning;

    /// <summary>Where reading ends, unless the topic is followed.</summary>
    public TopicPosition Until { get; private init; } = TopicPosition.End;

    /// <summary>Whether the address says where reading ends.</summary>
    public bool HasEnd { get; private init; }

    /// <summary>The address without the query.</summary>
    public string Name => $"{Scheme}{Servers}/{Topic}";

    public static bool IsTopic(string address) => address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses the address of an input.</summary>
    /// <exception cref="ToolException">The address is not valid.</exception>
    public static TopicAddress Parse(string text)
    {
        int mark = text.IndexOf('?', StringComparison.Ordinal);
        TopicAddress address = ParseName(mark < 0 ? text : text[..mark]);
        return mark < 0 ? address : ReadQuery(address, text[(mark + 1)..]);
    }

    /// <summary>Parses the address of a destination, which has no query.</summary>
    /// <exception cref="ToolException">The address is not valid.</exception>
    public static TopicAddress ParseDestination(string text)
        => text.Contains('?', StringComparison.Ordinal)
            ? throw new ToolException(ExitCode.Usage, $"--to kafka://... takes no parameters, such as {Example}")
            : ParseName(text);

    private static TopicAddress ParseName(string name)
    {
        // Not quoted: it may contain a password.
        if (name.Contains('@', StringComparison.Ordinal))
        {
            throw new ToolException(
                ExitCode.Usage,
                "a kafka:// address must not contain a user name or password, which other users of this machine could see; "
                    + "use --kafka-config FILE instead");
        }

        string[] parts = name[Scheme.Length..].Split('/');
        if (parts is not [{ Length: > 0 } servers, { Length: > 0 } topic] || servers.Split(',').Contains(""))
            throw new ToolException(ExitCode.Usage, $"{name} is not a complete address, such as {Example}");

        return IsTopicName(topic)
            ? new TopicAddress { Servers = servers, Topic = topic }
            : throw new ToolException(
                ExitCode.Usage, $"'{topic}' is not the name of a topic: letters, digits, dots, dashes and underscores");
    }

    private static bool IsTopicName(string name)
        => name.Length <= MaxTopicLength
            && name is not ("." or "..")
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static TopicAddress ReadQuery(TopicAddress address, string query)
    {
        foreach (string parameter in query.Split('&'))
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? parameter : parameter[..equals];
            string value = equals < 0 ? "" : Uri.UnescapeDataString(parameter[(equals + 1)..]);
            address = (name, value) switch
            {
                ("group", { Length: > 0 }) => address with { Group = value },
                ("from", "beginning") => address with { From = TopicPosition.Beginning },
                ("from", "end") => address with { From = TopicPosition.End },
                ("from", _) => address with { From = TopicPosition.At(ParseTime(name, value)) },
                ("until", "end") => address with { Until = TopicPosition.End, HasEnd = true },
                ("until", _) => address with { Until = TopicPosition.At(ParsePast(name, value)), HasEnd = true },
                _ => throw new ToolException(
                    ExitCode.Usage,
                    $"'{parameter}' is not a parameter of a kafka:// address; use group=NAME, from=beginning|end|TIMESTAMP or "
                        + "until=end|TIMESTAMP, and quote the address for the shell"),
            };
        }

        return address;
    }

    private static DateTimeOffset ParseTime(string name, string value)
        => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new ToolException(
                ExitCode.Usage, $"'{value}' is not a time for {name}=; write it like 2026-11-30 or 2026-11-30T14:00:00Z");

    // Whether messages of that time are complete is known only afterwards.
    private static DateTimeOffset ParsePast(string name, string value)
        => ParseTime(name, value) is DateTimeOffset time && time <= DateTimeOffset.UtcNow
            ? time
            : throw new ToolException(
                ExitCode.Usage, $"{name}={value} is in the future; leave it out and use --follow to wait for messages");
}
