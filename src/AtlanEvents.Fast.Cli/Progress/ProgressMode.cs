namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>When progress is shown on standard error.</summary>
internal enum ProgressMode
{
    /// <summary>On a terminal, for runs of more than a second.</summary>
    Auto,

    /// <summary>From the start; not on a terminal, as a line a second.</summary>
    Always,

    Never,
}
