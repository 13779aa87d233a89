namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>What findings are called: a code that stays the same, and a sentence for people.</summary>
internal static class FindingCode
{
    private static readonly (string Code, string Meaning)[] s_texts =
    [
        ("nothing-deleted", "no asset was deleted here"),
        ("missing-parent", "not deleted, though assets below were"),
        ("duplicate-delete", "deleted again, with the same name, type and handler"),
        ("conflicting-delete", "deleted again, with another name, type or handler"),
        ("mixed-handlers", "archived among purged, or the reverse"),
        ("unknown-handler", "deleted neither by archive nor by purge"),
        ("event-after-delete", "another event behind the delete of its asset"),
        ("no-guid", "deletes without a guid"),
        ("no-name", "deletes without a qualifiedName"),
        ("unexpected-total", "types with another number of assets than expected"),
        ("missing-guid", "expected, but not deleted"),
        ("unexpected-guid", "deleted, but not expected"),
        ("rejected-line", "rejected lines: each may be a lost delete"),
        ("compressed-message", "compressed or split, and not read: these may hold deletes"),
        ("unknown-message", "of no known kind: these may hold deletes"),
        ("incomplete-input", "the input was not read to its end"),
        ("bound-reached", "too many to tell apart: their parents go unchecked"),
        ("shared-name", "deleted too, with a name that another guid has"),
    ];

    /// <summary>The codes that <c>--allow</c> takes: those that leave the exit code to the audit.</summary>
    public static string[] Allowable { get; } = [.. s_texts.Select(text => text.Code).Where(code => code is not ("rejected-line" or "incomplete-input" or "shared-name"))];

    /// <summary>Such as <c>missing-parent</c>.</summary>
    public static string Of(FindingKind kind) => s_texts[(int)kind].Code;

    public static string MeaningOf(FindingKind kind) => s_texts[(int)kind].Meaning;
}
