using System.Reflection;
using Xunit.Sdk;

namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>
/// Runs a theory once for each <see cref="ReadWay"/>: each engine and path, so that the input is read whole, split at every byte, and byte
/// by byte. The arguments of the attribute follow the <see cref="ReadWay"/>.
/// </summary>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryWayAttribute(params object[] arguments) : DataAttribute
{
    public object[] Arguments { get; } = arguments;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        => ReadWay.All.Select(way => (object[])[way, .. Arguments]);
}
