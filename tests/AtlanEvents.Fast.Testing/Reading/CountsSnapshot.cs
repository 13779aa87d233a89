namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>A copy of <see cref="ReadCounts"/>, with the reasons as text, such as <c>NotAnEvent=2</c>.</summary>
public sealed record CountsSnapshot(
    long Bytes, long Lines, long Events, long Blank, long NotRoutable, long Rejected, string NotRoutableReasons, string RejectedReasons)
{
    /// <summary>Copies the counts, and asserts that they add up.</summary>
    public static CountsSnapshot Of(ReadCounts counts)
    {
        NotRoutableReason[] notRoutable = [.. Enum.GetValues<NotRoutableReason>().Where(r => r != NotRoutableReason.None)];
        LineFaultReason[] rejected = [.. Enum.GetValues<LineFaultReason>().Where(r => r != LineFaultReason.None)];
        Assert.Equal(counts.Lines, counts.Events + counts.Blank + counts.NotRoutable + counts.Rejected + counts.Pending);
        Assert.Equal(0, counts.Pending);
        Assert.Equal(counts.NotRoutable, notRoutable.Sum(counts.NotRoutableFor));
        Assert.Equal(counts.Rejected, rejected.Sum(counts.RejectedFor));

        return new CountsSnapshot(
            counts.Bytes,
            counts.Lines,
            counts.Events,
            counts.Blank,
            counts.NotRoutable,
            counts.Rejected,
            Text(notRoutable.ToDictionary(r => r, counts.NotRoutableFor)),
            Text(rejected.ToDictionary(r => r, counts.RejectedFor)));
    }

    /// <summary>
    /// Adds up the counts of readers that resumed one after the other. Each counts the lines that were pending in the one before.
    /// </summary>
    public static CountsSnapshot OfAll(IReadOnlyCollection<ReadCounts> counts)
    {
        Assert.Equal(0, counts.Last().Pending);
        return new CountsSnapshot(
            counts.Last().Bytes,
            counts.Sum(count => count.Lines - count.Pending),
            counts.Sum(count => count.Events),
            counts.Sum(count => count.Blank),
            counts.Sum(count => count.NotRoutable),
            counts.Sum(count => count.Rejected),
            Text(Enum.GetValues<NotRoutableReason>().Skip(1)
                .ToDictionary(reason => reason, reason => counts.Sum(count => count.NotRoutableFor(reason)))),
            Text(Enum.GetValues<LineFaultReason>().Skip(1)
                .ToDictionary(reason => reason, reason => counts.Sum(count => count.RejectedFor(reason)))));
    }

    /// <summary>Returns the counts of lines with known verdicts.</summary>
    public static CountsSnapshot Of(IReadOnlyCollection<LineVerdict> verdicts, long bytes)
    {
        long Count(LineOutcome outcome) => verdicts.LongCount(v => v.Outcome == outcome);

        return new CountsSnapshot(
            bytes,
            verdicts.Count,
            Count(LineOutcome.Event),
            Count(LineOutcome.Blank),
            Count(LineOutcome.NotRoutable),
            Count(LineOutcome.Rejected),
            Text(verdicts.Where(v => v.Outcome == LineOutcome.NotRoutable).CountBy(v => v.NotRoutableReason)
                .ToDictionary(c => c.Key, c => (long)c.Value)),
            Text(verdicts.Where(v => v.Outcome == LineOutcome.Rejected).CountBy(v => v.FaultReason)
                .ToDictionary(c => c.Key, c => (long)c.Value)));
    }

    private static string Text<TReason>(Dictionary<TReason, long> counts)
        where TReason : struct, Enum
        => string.Join(' ', counts.Where(c => c.Value > 0).OrderBy(c => c.Key).Select(c => $"{c.Key}={c.Value}"));
}
