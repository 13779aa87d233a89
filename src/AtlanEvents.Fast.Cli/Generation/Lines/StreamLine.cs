namespace AtlanEvents.Fast.Cli.Generation.Lines;

/// <summary>A line of a generated stream.</summary>
/// <param name="Text">The line, without its end.</param>
/// <param name="Key">
/// What Kafka has as the key of this message of Atlas: the guid that it is about. Null for what does not come from Atlas, and so never
/// has an envelope, a compressed or split form or a wrapper.
/// </param>
internal readonly record struct StreamLine(string Text, string? Key)
{
    /// <summary>Whether it is a message of Atlas, or the record of one.</summary>
    public bool IsAtlasMessage => Key is not null;
}
