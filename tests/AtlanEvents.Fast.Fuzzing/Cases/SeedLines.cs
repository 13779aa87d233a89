using AtlanEvents.Fast.Testing.Lines;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>The lines from which cases are built. Regressions are excluded, so that a new regression does not change all cases.</summary>
internal static class SeedLines
{
    private const int BulkLines = 1_200;
    private const int MixedLines = 300;

    // The mutator creates longer ones.
    private const int MaxPrintedLength = 2_500;

    /// <summary>Lines of the bulk delete: many lines of few shapes.</summary>
    public static byte[][] Bulk { get; } = TestLines.BulkDelete(BulkLines);

    /// <summary>Generated events and messages of all kinds.</summary>
    public static byte[][] Mixed { get; } = TestLines.Mixed(MixedLines);

    /// <summary>Handwritten lines: events, other messages, and lines to accept or reject.</summary>
    public static byte[][] Written { get; } = TestLines.CasesIn(["events", "accept", "reject"], MaxPrintedLength);

    /// <summary>Short lines, for inputs that are read byte by byte.</summary>
    public static byte[][] Short { get; } = Array.FindAll(Written, line => line.Length <= 200);
}
