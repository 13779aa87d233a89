namespace AtlanEvents.Fast.Cli;

/// <summary>The position of a line in an input of any kind.</summary>
/// <param name="Input">The name of the input.</param>
/// <param name="LineNumber">The one-based number of the line.</param>
/// <param name="ByteOffset">The zero-based offset of the line, in uncompressed bytes.</param>
internal readonly record struct EventPosition(string Input, long LineNumber, long ByteOffset);
