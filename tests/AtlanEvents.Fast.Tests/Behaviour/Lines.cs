namespace AtlanEvents.Fast.Tests.Behaviour;

/// <summary>Lines that many tests use.</summary>
internal static class Lines
{
    /// <summary>A whole event with all five fields.</summary>
    public const string Delete =
        """{"version":{"version":"1.0.0"},"message":{"type":"ENTITY_NOTIFICATION_V2","entity":{"typeName":"Column","attributes":{"qualifiedName":"default/bigquery/1/db/s/t/c"},"guid":"ff9d053f-5bd8-4149-81d3-447ba654dbaa","deleteHandler":"HARD"},"operationType":"ENTITY_DELETE","eventTime":1}}""";

    /// <summary>Returns an event with the given members in its <c>entity</c>.</summary>
    public static string Entity(string members) => Fill("""{"message":{"entity":{#}}}""", members);

    /// <summary>Returns an event with the given JSON as its <c>guid</c>.</summary>
    public static string Guid(string json) => Fill("""{"message":{"entity":{"guid":#}}}""", json);

    /// <summary>Returns an event with the given JSON as the value of a member that is not a routing field.</summary>
    public static string Beside(string json) => Fill("""{"message":{"entity":{"other":#,"guid":"g"}}}""", json);

    /// <summary>Returns an event with the given JSON as the value of all five fields.</summary>
    public static string AllFive(string json)
        => Fill(
            """{"message":{"operationType":#,"entity":{"typeName":#,"guid":#,"attributes":{"qualifiedName":#},"deleteHandler":#}}}""",
            json);

    /// <summary>Replaces every <c>#</c>.</summary>
    public static string Fill(string template, string text) => template.Replace("#", text, StringComparison.Ordinal);
}

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
