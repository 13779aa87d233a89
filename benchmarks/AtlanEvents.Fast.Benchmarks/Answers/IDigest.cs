namespace AtlanEvents.Fast.Benchmarks.Answers;

/// <summary>Sums up fields: cheaply while time is measured, thoroughly when the answer is checked.</summary>
/// <remarks>A policy of static members, so that its calls are inlined. Every sum starts from 0.</remarks>
internal interface IDigest
{
    /// <summary>Adds a field; the empty span is an absent one.</summary>
    static abstract ulong Add(ulong sum, ReadOnlySpan<byte> utf8);

    /// <summary>Adds a field that a contender gives as a string; <see langword="null"/> is an absent one.</summary>
    static abstract ulong Add(ulong sum, string? text);
}
