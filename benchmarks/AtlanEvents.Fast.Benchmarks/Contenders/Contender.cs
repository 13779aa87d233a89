using AtlanEvents.Fast.Benchmarks.Sinks;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>One way to read a workload.</summary>
internal abstract class Contender
{
    public abstract string Name { get; }

    public abstract Validation Validates { get; }

    /// <summary>Whether this contender takes part in the scope.</summary>
    public abstract bool Supports(Scope scope);

    /// <summary>Whether this contender takes part in the hostile workloads.</summary>
    public virtual bool SupportsHostile => false;

    /// <summary>Whether each run starts without any state of the run before.</summary>
    public virtual bool StartsCold => false;

    /// <summary>
    /// Discards what earlier runs left behind, such as the shapes that an engine learned. Called before each measurement.
    /// </summary>
    public virtual void Reset()
    {
    }

    /// <summary>Prepares a run, for example by warming up. Called before each measured run; not measured itself.</summary>
    public virtual void Prepare(Workload workload)
    {
    }

    /// <summary>Reads the workload. This is what is measured.</summary>
    /// <exception cref="FormatException">A line is invalid. Peers may throw other exceptions.</exception>
    public abstract ContenderResult Run(Workload workload, Scope scope);

    /// <summary>Reads the workload in the same way, and hashes all fields, to compare them with those of the reference.</summary>
    public abstract ContenderResult Check(Workload workload, Scope scope);

    public override string ToString() => Name;
}

/// <summary>A managed contender that passes events to a sink.</summary>
internal abstract class EventContender : Contender
{
    public override bool Supports(Scope scope) => scope is Scope.Locate or Scope.Materialise;

    public sealed override ContenderResult Run(Workload workload, Scope scope) => Read<TouchDigest>(workload, scope);

    public sealed override ContenderResult Check(Workload workload, Scope scope) => Read<HashDigest>(workload, scope);

    /// <summary>Adds every event to a sink. Sinks are structs, so that the JIT compiles a loop for each.</summary>
    protected abstract TSink Read<TSink>(Workload workload)
        where TSink : struct, IEventSink;

    private ContenderResult Read<TDigest>(Workload workload, Scope scope)
        where TDigest : struct, IDigest
        => scope == Scope.Materialise
            ? Read<MaterialiseSink<TDigest>>(workload).Result
            : Read<LocateSink<TDigest>>(workload).Result;
}

/// <summary>
/// A contender of the scope <see cref="Scope.Frame"/>: it counts lines as events; the checksum covers their offsets and lengths.
/// </summary>
internal abstract class FrameContender : Contender
{
    public sealed override Validation Validates => Validation.None;

    public sealed override bool Supports(Scope scope) => scope == Scope.Frame;

    public sealed override ContenderResult Run(Workload workload, Scope scope) => Frame(workload);

    public sealed override ContenderResult Check(Workload workload, Scope scope) => Frame(workload);

    protected abstract ContenderResult Frame(Workload workload);
}
