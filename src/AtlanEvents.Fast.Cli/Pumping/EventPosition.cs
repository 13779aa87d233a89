namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>Where an event stands.</summary>
/// <param name="Input">The name of the input.</param>
/// <param name="LineNumber">The number of its line, from 1.</param>
/// <param name="ByteOffset">How many uncompressed bytes of the input stand before the line.</param>
internal readonly record struct EventPosition(string Input, long LineNumber, long ByteOffset);
