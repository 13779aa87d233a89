namespace AtlanEvents.Fast;

/// <summary>Is given each rejected line, in input order, on the thread that reads.</summary>
/// <param name="fault">The line; its bytes are valid until the handler returns.</param>
/// <remarks>To stop reading, throw: the exception comes out of the read, and the line was counted.</remarks>
public delegate void LineFaultHandler(in LineFault fault);
