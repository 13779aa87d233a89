using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;

namespace AtlanEvents.Fast.Fuzzing.Minimising;

/// <summary>An input on which engines disagree, the plan by which it is read, and the disagreement.</summary>
internal sealed record MinimalFind(byte[] Input, ReadPlan Plan, Disagreement Found);
