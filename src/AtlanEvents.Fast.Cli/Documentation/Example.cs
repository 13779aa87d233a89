namespace AtlanEvents.Fast.Cli.Documentation;

/// <summary>A command to paste into a shell.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Command">The command; a long one goes on in the next line, behind a backslash.</param>
internal sealed record Example(string Purpose, string Command);
