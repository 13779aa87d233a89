namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>The outcome of a run.</summary>
/// <param name="Totals">The counts of the lines that were read, whether or not the run reached the end.</param>
/// <param name="Failure">Why the run stopped early, if it did.</param>
internal sealed record RunResult(RunTotals Totals, ToolException? Failure)
{
    /// <summary>Whether the run was stopped when it had read all of a followed input.</summary>
    public bool IsCaughtUp { get; init; }

    public int ExitCode
    {
        get
        {
            if (Failure is not null)
                return Failure.ExitCode;

            return Totals.Rejected > 0 || Totals.Refused > 0 ? Cli.ExitCode.LinesRejected : Cli.ExitCode.Done;
        }
    }
}
