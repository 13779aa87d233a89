namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>An engine that is compared with the reference on every line, and whose allocations are measured.</summary>
internal sealed class MeasuredEngine
{
    /// <summary>Why tests that measure are skipped, if they are.</summary>
#if DEBUG
    public const string? SkipReason = "Code that is not optimized allocates for each block of a line.";
#else
    public const string? SkipReason = null;
#endif

    private const int Padding = 128;

    private readonly LineEngine _engine;
    private readonly EngineCheck _check;
    private byte[] _memory = new byte[4096];

    public MeasuredEngine(int width)
    {
        _engine = EngineCheck.CreateEngine(width, false);
        _check = new EngineCheck(_engine);
    }

    /// <summary>The bytes that the engine has allocated since its creation.</summary>
    public long Allocated { get; private set; }

    /// <summary>The number of fast-path lines.</summary>
    public int Fast { get; private set; }

    public void Read(byte[] line)
    {
        if (_memory.Length < line.Length + Padding)
            _memory = new byte[2 * (line.Length + Padding)];

        line.CopyTo(_memory, 0);
        _memory[line.Length] = (byte)'\n';
        ReadOnlySpan<byte> memory = _memory.AsSpan(0, line.Length + Padding);

        long before = GC.GetAllocatedBytesForCurrentThread();
        LineFaultReason reason = LineFaultReason.None;
        bool isDirect = _engine.TryReadLine(memory, out int length, out LocatedLine located);
        if (!isDirect)
            reason = _engine.Locate(line, out located);

        Allocated += GC.GetAllocatedBytesForCurrentThread() - before;

        if (reason == LineFaultReason.None && located.Path == LinePath.Fast)
            Fast++;

        _check.Compare(isDirect ? memory[..length] : line, reason, located, "measured");
    }
}

/// <summary>Tests that measure the heap; they run without other tests.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
