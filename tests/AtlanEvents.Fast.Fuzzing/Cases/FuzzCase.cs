namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>An input and the plan by which it is read, both determined by the id.</summary>
/// <param name="Id">The id of the case.</param>
/// <param name="Input">The bytes.</param>
/// <param name="Plan">The plan.</param>
internal sealed record FuzzCase(CaseId Id, byte[] Input, ReadPlan Plan);
