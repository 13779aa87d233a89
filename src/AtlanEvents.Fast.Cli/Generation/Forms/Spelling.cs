namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>What differs in a dump that another program has written again, though its JSON means the same.</summary>
[Flags]
internal enum Spelling
{
    /// <summary>A space after every <c>:</c> and <c>,</c>.</summary>
    Spaced = 1 << 0,

    /// <summary>Non-ASCII characters as <c>\uXXXX</c>.</summary>
    Escaped = 1 << 1,

    /// <summary>The keys of every object in alphabetical order.</summary>
    Alphabetical = 1 << 2,

    /// <summary><c>operationType</c> before all other keys of its object.</summary>
    OperationTypeFirst = 1 << 3,
}
