namespace AtlanEvents.Fast;

/// <summary>The outcome of a line. Every line of the input has exactly one.</summary>
public enum LineOutcome : byte
{
    /// <summary>Only spaces, tabs and carriage returns.</summary>
    Blank,

    /// <summary>A well-formed event of an asset.</summary>
    Event,

    /// <summary>Well-formed JSON that is not the event of an asset; <see cref="LineVerdict.NotRoutableReason"/> identifies it.</summary>
    NotRoutable,

    /// <summary>Malformed, or unsafe to route on; <see cref="LineVerdict.FaultReason"/> is the reason.</summary>
    Rejected,
}

/// <summary>The outcome of one line, with the reason if it is not an event.</summary>
public readonly record struct LineVerdict
{
    private LineVerdict(LineOutcome outcome, NotRoutableReason notRoutableReason, LineFaultReason faultReason)
    {
        Outcome = outcome;
        NotRoutableReason = notRoutableReason;
        FaultReason = faultReason;
    }

    /// <summary>The outcome.</summary>
    public LineOutcome Outcome { get; }

    /// <summary>
    /// What the line is instead; <see cref="NotRoutableReason.None"/> unless the outcome is <see cref="LineOutcome.NotRoutable"/>.
    /// </summary>
    public NotRoutableReason NotRoutableReason { get; }

    /// <summary>
    /// Why the line was rejected; <see cref="LineFaultReason.None"/> unless the outcome is <see cref="LineOutcome.Rejected"/>.
    /// </summary>
    public LineFaultReason FaultReason { get; }

    internal static LineVerdict Blank => new(LineOutcome.Blank, NotRoutableReason.None, LineFaultReason.None);

    internal static LineVerdict Event => new(LineOutcome.Event, NotRoutableReason.None, LineFaultReason.None);

    /// <summary>Returns the outcome and its reason, such as <c>Rejected(InvalidJson)</c>.</summary>
    public override string ToString() => Outcome switch
    {
        LineOutcome.NotRoutable => $"{Outcome}({NotRoutableReason})",
        LineOutcome.Rejected => $"{Outcome}({FaultReason})",
        _ => Outcome.ToString(),
    };

    internal static LineVerdict NotRoutable(NotRoutableReason reason) => new(LineOutcome.NotRoutable, reason, LineFaultReason.None);

    internal static LineVerdict Rejected(LineFaultReason reason) => new(LineOutcome.Rejected, NotRoutableReason.None, reason);
}
