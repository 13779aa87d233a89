using AtlanEvents.Fast.Testing.Lines;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>The lines that cases start from. Those of testdata/regressions are not among them: a find that is kept must not change all cases.</summary>
internal static class SeedLines
{
    private const int BulkLines = 1_200;
    private const int MixedLines = 300;

    // Longer ones are made by the mutator.
    private const int MaxPrintedLength = 2_500;

    /// <summary>Of the bulk delete: many of few shapes; its first ones are of other types.</summary>
    public static byte[][] Bulk { get; } = TestLines.BulkDelete(BulkLines);

    /// <summary>Generated events and messages of all kinds.</summary>
    public static byte[][] Mixed { get; } = TestLines.Mixed(MixedLines);

    /// <summary>Lines that somebody wrote: events, other messages, and what must be accepted or rejected.</summary>
    public static byte[][] Written { get; } = TestLines.CasesIn(["events", "accept", "reject"], MaxPrintedLength);

    /// <summary>Lines of which none takes long, for inputs that are read byte by byte.</summary>
    public static byte[][] Short { get; } = Array.FindAll(Written, line => line.Length <= 200);
}
