namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>When and how progress is shown on standard error.</summary>
internal enum ProgressMode
{
    /// <summary>On a terminal, for runs of more than a second.</summary>
    Auto,

    /// <summary>From the start; not on a terminal, as a line a second.</summary>
    Always,

    Never,

    /// <summary>For programs, terminal or not: <see cref="ProgressJson"/>.</summary>
    Json,
}
