namespace AtlanEvents.Fast.Benchmarks.Scaling;

/// <summary>The most memory that was in use, looked at from time to time.</summary>
internal sealed class MemoryWatch
{
    private const double Megabyte = 1e6;

    private long _heap;
    private long _workingSet;

    public double HeapMegabytes => Math.Round(_heap / Megabyte, 1);

    public double WorkingSetMegabytes => Math.Round(_workingSet / Megabyte, 1);

    public void Look()
    {
        _heap = Math.Max(_heap, GC.GetTotalMemory(forceFullCollection: false));
        _workingSet = Math.Max(_workingSet, Environment.WorkingSet);
    }
}
