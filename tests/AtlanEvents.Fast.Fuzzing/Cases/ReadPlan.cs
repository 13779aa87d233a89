using AtlanEvents.Fast.Testing.Segments;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>How an input is read.</summary>
/// <param name="Paths">The paths, in their order: at each width one new engine reads the input by all of them, so that it knows the lines from the second on.</param>
/// <param name="Duplicates">What becomes of keys that repeat.</param>
/// <param name="MaxLineBytes">The longest line.</param>
/// <param name="Cutting">How the pipe is cut.</param>
internal sealed record ReadPlan(FuzzPath[] Paths, DuplicateFieldPolicy Duplicates, int MaxLineBytes, Cutting Cutting)
{
    /// <summary>Pieces so long that no input needs two.</summary>
    public static Cutting Uncut { get; } = new(0, 1_000_000_000, 1);

    /// <summary>One path, and the defaults for all else.</summary>
    public static ReadPlan Simple(FuzzPath path) => new([path], DuplicateFieldPolicy.Reject, EventReaderOptions.DefaultMaxLineBytes, Uncut);

    public EventReaderOptions Options => new() { DuplicateFields = Duplicates, MaxLineBytes = MaxLineBytes };

    public override string ToString()
        => $"{string.Join(", ", Paths)}; duplicates: {Duplicates}; lines of at most {MaxLineBytes}; pieces of at most {Cutting.MaxLength}, {Cutting.PerRead} a read";
}
