using Confluent.Kafka;

namespace AtlanEvents.Fast.Cli;

/// <summary>The position of a line in an input of any kind.</summary>
/// <param name="Input">The name of the input, or of the partition of a topic, such as <c>ATLAS_ENTITIES[3]</c>.</param>
/// <param name="LineNumber">The one-based number of the line; the offset of a message.</param>
/// <param name="ByteOffset">The zero-based offset of the line, in uncompressed bytes; the offset of a message.</param>
internal readonly record struct EventPosition(string Input, long LineNumber, long ByteOffset)
{
    /// <summary>Whether this is a message of a topic.</summary>
    public bool IsMessage { get; private init; }

    /// <summary>The headers of the message, if there are any and they are read.</summary>
    public Headers? Headers { get; private init; }

    public static EventPosition OfMessage(string partition, long offset, Headers? headers)
        => new(partition, offset, offset) { IsMessage = true, Headers = headers };

    /// <summary>The position as messages to people name it.</summary>
    public override string ToString() => IsMessage
        ? string.Create(CultureInfo.InvariantCulture, $"{Input}, offset {ByteOffset}")
        : string.Create(CultureInfo.InvariantCulture, $"{Input}, line {LineNumber}, byte offset {ByteOffset}");
}
