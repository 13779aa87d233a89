namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>An input and the ways in which it is read; all of it follows from the number of the case.</summary>
/// <param name="Id">The number.</param>
/// <param name="Input">The bytes.</param>
/// <param name="Plan">How they are read.</param>
internal sealed record FuzzCase(CaseId Id, byte[] Input, ReadPlan Plan);
