using System.Reflection;
using AtlanEvents.Fast.Testing.Isolation;
using Xunit.Sdk;

namespace AtlanEvents.Fast.Tests.Isolated;

/// <summary>Runs a theory once for each vector width, with a runtime switch and the instruction sets that it disables.</summary>
/// <remarks>Skipped if the processor has none of them.</remarks>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class InstructionSetAttribute : DataAttribute
{
    public InstructionSetAttribute(string runtimeSwitch, params string[] turnedOff)
    {
        (RuntimeSwitch, TurnedOff) = (runtimeSwitch, turnedOff);
        if (turnedOff.Length > 0 && !turnedOff.Any(set => InstructionSets.Live[set]))
            Skip = $"This processor has none of what {runtimeSwitch}=0 turns off.";
    }

    public string RuntimeSwitch { get; }

    public string[] TurnedOff { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        => from bits in new[] { "", "128", "256", "512" } select (object[])[RuntimeSwitch, bits, TurnedOff];
}
