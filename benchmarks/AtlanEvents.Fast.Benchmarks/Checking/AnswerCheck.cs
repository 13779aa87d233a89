using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Contenders.Peers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Checking;

/// <summary>Nobody's time counts who has not found every byte that the reference finds.</summary>
internal static class AnswerCheck
{
    private static readonly Contender s_reference = new InMemory(EventEngine.Utf8Json);
    private static readonly Contender s_frameReference = new IndexOfNewline();

    /// <summary>The right answer: from the reference engine, or for frames from the plainest loop there is.</summary>
    public static Answer Expected(Workload workload, Scope scope)
        => scope == Scope.Frame ? s_frameReference.Check(workload, scope) : s_reference.Check(workload, scope);

    /// <exception cref="WrongAnswerException">The contender's answer is another than the reference's.</exception>
    public static void Verify(Contender contender, Workload workload, Scope scope)
    {
        Answer expected = Expected(workload, scope);
        Answer actual = contender.Check(workload, scope);
        if (actual != expected)
        {
            throw new WrongAnswerException(
                $"{contender.Name} reads {workload.Name} wrongly ({scope}): {actual.Events} events, checksum {actual.Checksum:x16}; "
                + $"the reference has {expected.Events}, {expected.Checksum:x16}.");
        }
    }
}
