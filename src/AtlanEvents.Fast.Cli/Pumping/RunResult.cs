namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>How a run ended: its totals, which count whether it came to the end or not, and what stopped it.</summary>
/// <param name="Totals">What became of the lines that were read.</param>
/// <param name="Failure">Why not everything was read, if so.</param>
internal sealed record RunResult(RunTotals Totals, ToolException? Failure)
{
    /// <summary>Whether it was stopped when all was read that a followed input had.</summary>
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
