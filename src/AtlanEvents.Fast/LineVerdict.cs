namespace AtlanEvents.Fast;

/// <summary>The outcome of one line, with its reason if it is not an event.</summary>
public readonly record struct LineVerdict
{
    private LineVerdict(LineOutcome outcome, NotRoutableReason notRoutableReason, LineFaultReason faultReason)
    {
        Outcome = outcome;
        NotRoutableReason = notRoutableReason;
        FaultReason = faultReason;
    }

    /// <summary>What the line became.</summary>
    public LineOutcome Outcome { get; }

    /// <summary>What the line is instead of an event; <see cref="NotRoutableReason.None"/> unless it is <see cref="LineOutcome.NotRoutable"/>.</summary>
    public NotRoutableReason NotRoutableReason { get; }

    /// <summary>Why the line was rejected; <see cref="LineFaultReason.None"/> unless it is <see cref="LineOutcome.Rejected"/>.</summary>
    public LineFaultReason FaultReason { get; }

    internal static LineVerdict Blank => new(LineOutcome.Blank, NotRoutableReason.None, LineFaultReason.None);

    internal static LineVerdict Event => new(LineOutcome.Event, NotRoutableReason.None, LineFaultReason.None);

    internal static LineVerdict NotRoutable(NotRoutableReason reason) => new(LineOutcome.NotRoutable, reason, LineFaultReason.None);

    internal static LineVerdict Rejected(LineFaultReason reason) => new(LineOutcome.Rejected, NotRoutableReason.None, reason);

    /// <summary>The outcome and its reason, such as <c>Rejected(InvalidJson)</c>.</summary>
    public override string ToString() => Outcome switch
    {
        LineOutcome.NotRoutable => $"{Outcome}({NotRoutableReason})",
        LineOutcome.Rejected => $"{Outcome}({FaultReason})",
        _ => Outcome.ToString(),
    };
}
