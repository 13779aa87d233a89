using System.Reflection;
using Xunit.Sdk;

namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>
/// Runs a theory with a <see cref="ReadWay"/> once for each engine and path, so that its input comes whole, split at every byte
/// and byte by byte. Arguments that are given here follow the way.
/// </summary>
[DataDiscoverer("Xunit.Sdk.DataDiscoverer", "xunit.core")]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryWayAttribute(params object[] arguments) : DataAttribute
{
    public object[] Arguments { get; } = arguments;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        => ReadWay.All.Select(way => (object[])[way, .. Arguments]);
}
