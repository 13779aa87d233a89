using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Checking;

/// <summary>Verifies that a contender finds exactly what the reference finds, before its time is measured.</summary>
internal static class ResultCheck
{
    private static readonly Contender s_reference = new InMemory(EventEngine.Utf8Json);
    private static readonly Contender s_frameReference = new IndexOfNewline();

    /// <summary>The correct result: that of the reference engine, or for frames that of the simplest loop.</summary>
    public static ContenderResult Expected(Workload workload, Scope scope)
        => scope == Scope.Frame ? s_frameReference.Check(workload, scope) : s_reference.Check(workload, scope);

    /// <exception cref="WrongResultException">The result differs from that of the reference.</exception>
    public static void Verify(Contender contender, Workload workload, Scope scope)
    {
        ContenderResult expected = Expected(workload, scope);
        ContenderResult actual = contender.Check(workload, scope);
        if (actual != expected)
        {
            throw new WrongResultException(
                $"{contender.Name} reads {workload.Name} wrongly ({scope}): {actual.Events} events, checksum {actual.Checksum:x16}; "
                + $"the reference has {expected.Events}, {expected.Checksum:x16}.");
        }
    }
}

/// <summary>A contender returns a wrong result, or validates more or less than it declares.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
