namespace AtlanEvents.Fast.Kafka.Clients;

/// <summary>Explains errors of Kafka: what is wrong, and what to do.</summary>
internal static class ErrorText
{
    /// <summary>Whether an error does not go away by waiting, so that a client must stop.</summary>
    public static bool IsPermanent(Error error) => error.IsFatal || error.Code is
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition
        or ErrorCode.TopicException or ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed
        or ErrorCode.ClusterAuthorizationFailed or ErrorCode.SaslAuthenticationFailed or ErrorCode.UnsupportedSaslMechanism
        or ErrorCode.Local_Authentication or ErrorCode.InconsistentGroupProtocol or ErrorCode.InvalidGroupId
        or ErrorCode.InvalidSessionTimeout or ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature
        or ErrorCode.UnreleasedInstanceId or ErrorCode.FencedInstanceId or ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration
        or ErrorCode.Local_AutoOffsetReset;

    /// <summary>Whether a connection failed. The client connects again by itself.</summary>
    /// <remarks>
    /// That all brokers are down is reported only if the client was connected to all of them, and it connects only to those that it needs.
    /// </remarks>
    public static bool IsDisconnection(Error error) => error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport
        or ErrorCode.Local_Resolve or ErrorCode.Local_Ssl;

    /// <summary>Creates the exception for an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="inner">The exception of the client, if any.</param>
    public static EventKafkaException ToException(Error error, ErrorSubject subject, Exception? inner = null)
        => new($"{Explain(error, subject)} (Kafka: {error.Code}: {error.Reason})", error, inner);

    private static string Explain(Error error, ErrorSubject subject) => error.Code switch
    {
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.TopicException
            => $"Kafka has no {subject.Topic}, or does not show it to this user. Check the name, create the topic, or grant the right "
                + "Describe.",
        ErrorCode.TopicAuthorizationFailed
            => $"This user may not use {subject.Topic}. Grant Read on topics that are consumed and Write on topics that are produced to.",
        ErrorCode.GroupAuthorizationFailed
            => $"This user may not use {subject.Group}. Grant Read on the group, or use another group.",
        ErrorCode.ClusterAuthorizationFailed
            => $"This user may not produce idempotently for {subject.Topic}. Grant IdempotentWrite on the cluster (brokers before 2.8 need "
                + "it).",
        ErrorCode.SaslAuthenticationFailed or ErrorCode.UnsupportedSaslMechanism or ErrorCode.Local_Authentication
            => "The brokers refused the credentials. Check the settings security.protocol, sasl.mechanisms, sasl.username and "
                + "sasl.password.",
        ErrorCode.InconsistentGroupProtocol
            => $"Other members of {subject.Group} use another rebalance protocol. Use the same GroupProtocol and strategy "
                + "(cooperative-sticky) everywhere, stop the other members, or use another group.",
        ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature
            => $"The brokers are too old for {subject.Topic}. GroupProtocol.Consumer needs Kafka 4.0; use GroupProtocol.Classic instead.",
        ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration
            => $"Consumers that are running belong to {subject.Group}, so nobody else may commit its offsets. Stop them, or use another "
                + "group.",
        ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange
            => $"Messages of {subject.Topic} were deleted before they were read: they were older than its retention.",
        ErrorCode.InvalidSessionTimeout
            => "The brokers do not allow this session.timeout.ms. Choose one between their group.min.session.timeout.ms and "
                + "group.max.session.timeout.ms.",
        ErrorCode.InvalidGroupId => "The name of the group is not valid. Use letters, digits, dots, dashes and underscores.",
        ErrorCode.UnreleasedInstanceId or ErrorCode.FencedInstanceId
            => "Another running consumer uses this group.instance.id. Give each consumer its own.",
        ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsgSize
            => $"A message is too large for {subject.Topic}. Raise max.message.bytes of the topic, and message.max.bytes of the client if "
                + "it is set.",
        ErrorCode.Local_Resolve or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_TimedOut
            or ErrorCode.Local_Ssl
            => $"No broker could be reached for {subject.Topic}. Check their addresses, the network, and the setting security.protocol: by "
                + "default, TLS is used with brokers on other machines.",
        _ => $"Kafka reported an error for {subject.Topic}.",
    };
}

/// <summary>What an error is about.</summary>
/// <param name="topic">The name of the topic; those of several, quoted and separated.</param>
/// <param name="group">The name of the group, if there is one.</param>
internal readonly struct ErrorSubject(string topic, string? group = null)
{
    public string Topic => $"topic '{topic}'";

    public string Group => group is null ? "the group" : $"group '{group}'";
}
