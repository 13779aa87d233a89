namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>What findings are called: a code that stays the same, and a sentence for people.</summary>
internal static class FindingCode
{
    private static readonly (string Code, string Meaning)[] s_texts =
    [
        ("nothing-deleted", "no asset was deleted here"),
        ("missing-parent", "no delete, though assets below were deleted"),
        ("duplicate-delete", "deleted again: the same guid, name, type and handler"),
        ("conflicting-delete", "deleted again under the same guid, with another name, type or handler"),
        ("mixed-handlers", "archived among purged, or purged among archived"),
        ("unknown-handler", "deleted by a handler that is neither archive nor purge"),
        ("event-after-delete", "another event of an asset behind its delete"),
        ("no-guid", "deletes without a guid"),
        ("no-name", "deletes without a qualifiedName"),
        ("unexpected-total", "another number of assets than expected"),
        ("missing-guid", "expected, and not deleted"),
        ("unexpected-guid", "deleted, and not expected"),
        ("rejected-line", "rejected lines: each may have been a delete"),
        ("compressed-message", "compressed or split messages, which are not read: they may hold deletes"),
        ("unknown-message", "messages of no known kind: a wrapper may hold a delete"),
        ("incomplete-input", "the input was not read to its end"),
        ("bound-reached", "more parents or connections than are told apart: their parents were not checked"),
        ("shared-name", "another guid with the same name was deleted too"),
    ];

    /// <summary>The codes that <c>--allow</c> takes: those that leave the exit code to the audit.</summary>
    public static string[] Allowable { get; } = [.. s_texts.Select(text => text.Code).Where(code => code is not ("rejected-line" or "incomplete-input" or "shared-name"))];

    /// <summary>Such as <c>missing-parent</c>.</summary>
    public static string Of(FindingKind kind) => s_texts[(int)kind].Code;

    public static string MeaningOf(FindingKind kind) => s_texts[(int)kind].Meaning;
}
