using AtlanEvents.Fast.Benchmarks.Answers;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>One way to read a workload.</summary>
internal abstract class Contender
{
    public abstract string Name { get; }

    public abstract Validation Validates { get; }

    /// <summary>Whether this contender goes as far as that, and no further than it must.</summary>
    public abstract bool Takes(Scope scope);

    /// <summary>Whether this contender reads the hostile workloads too.</summary>
    public virtual bool TakesHostile => false;

    /// <summary>Whether it keeps nothing from one run to the next, not even what others keep for good.</summary>
    public virtual bool StartsAnew => false;

    /// <summary>Brings the contender into the state that its name promises; not measured, and called before each run that is.</summary>
    public virtual void Prepare(Workload workload)
    {
    }

    /// <summary>Reads the workload: what is measured.</summary>
    /// <exception cref="FormatException">A line is not JSON, as far as the contender checks it. Others throw what they throw.</exception>
    public abstract Answer Run(Workload workload, Scope scope);

    /// <summary>Reads the workload in the same way, and hashes all that was found: what is checked before anything is measured.</summary>
    public abstract Answer Check(Workload workload, Scope scope);

    public override string ToString() => Name;
}
