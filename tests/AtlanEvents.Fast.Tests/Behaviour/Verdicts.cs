namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Short names for the outcomes.</summary>
internal static class Verdicts
{
    public static LineVerdict Event => LineVerdict.Event;

    public static LineVerdict Blank => LineVerdict.Blank;

    public static LineVerdict NotAnEvent => LineVerdict.NotRoutable(NotRoutableReason.NotAnEvent);

    public static LineVerdict InvalidJson => LineVerdict.Rejected(LineFaultReason.InvalidJson);

    public static LineVerdict InvalidUtf8 => LineVerdict.Rejected(LineFaultReason.InvalidUtf8);

    public static LineVerdict InvalidText => LineVerdict.Rejected(LineFaultReason.InvalidText);

    public static LineVerdict DuplicateField => LineVerdict.Rejected(LineFaultReason.DuplicateField);

    public static LineVerdict TooDeep => LineVerdict.Rejected(LineFaultReason.TooDeep);

    public static LineVerdict TooLong => LineVerdict.Rejected(LineFaultReason.LineTooLong);

    public static LineVerdict Truncated => LineVerdict.Rejected(LineFaultReason.Truncated);
}
