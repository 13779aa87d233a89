using AtlanEvents.Fast.Testing.Segments;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>The plan by which an input is read.</summary>
/// <param name="Paths">
/// The paths in order. At each width, one new engine reads the input on all of them, so that it is warm from the second on.
/// </param>
/// <param name="Duplicates">Whether repeated routing keys are permitted.</param>
/// <param name="MaxLineBytes">The maximum length of a line.</param>
/// <param name="Cutting">The segmentation of the pipe.</param>
internal sealed record ReadPlan(FuzzPath[] Paths, bool Duplicates, int MaxLineBytes, Cutting Cutting)
{
    /// <summary>One segment for the whole input.</summary>
    public static Cutting Uncut { get; } = new(0, 1_000_000_000, 1);

    /// <summary>Creates a plan with one path and the defaults otherwise.</summary>
    public static ReadPlan Simple(FuzzPath path) => new([path], false, EventReaderOptions.DefaultMaxLineBytes, Uncut);

    public EventReaderOptions Options => new() { AllowDuplicateFields = Duplicates, MaxLineBytes = MaxLineBytes };

    public override string ToString()
        => $"{string.Join(", ", Paths)}; duplicates: {Duplicates}; max. line {MaxLineBytes}; "
            + $"max. segment {Cutting.MaxLength}, {Cutting.PerRead} per read";
}

/// <summary>The paths on which an input is compared.</summary>
internal enum FuzzPath
{
    /// <summary>Each line separately with <see cref="EventParser"/>.</summary>
    Parse,

    /// <summary><see cref="EventParser.Enumerate(ReadOnlySpan{byte}, EventReaderOptions?)"/>.</summary>
    Enumerate,

    /// <summary>An <see cref="EventReader"/> over a hostile pipe with any segmentation.</summary>
    Pipe,

    /// <summary>Each line with an engine directly: the positions of the fields, and the traits.</summary>
    Engine,

    /// <summary>The reference compared with the oracle, which uses <see cref="System.Text.Json.JsonDocument"/>.</summary>
    Oracle,
}
