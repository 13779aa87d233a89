using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;

namespace AtlanEvents.Fast.Fuzzing.Minimising;

/// <summary>An input on which engines disagree, how it is read then, and what they say.</summary>
internal sealed record MinimalFind(byte[] Input, ReadPlan Plan, Disagreement Found);
