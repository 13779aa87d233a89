namespace AtlanEvents.Fast.Benchmarks.Workloads;

/// <summary>A buffer of lines that every contender reads.</summary>
internal sealed class Workload
{
    /// <summary>simdjson requires this many readable bytes after its input (SIMDJSON_PADDING).</summary>
    private const int Padding = 64;

    private readonly byte[] _padded;

    /// <param name="name">Such as <c>bulk-delete</c>.</param>
    /// <param name="lines">NDJSON, each line ended by a newline.</param>
    /// <param name="hasBadLines">Whether some lines must be rejected.</param>
    public Workload(string name, ReadOnlySpan<byte> lines, bool hasBadLines = false)
    {
        // Pinned, so that native contenders read the same bytes.
        _padded = GC.AllocateArray<byte>(lines.Length + Padding, pinned: true);
        lines.CopyTo(_padded);
        Name = name;
        Length = lines.Length;
        Lines = lines.Count((byte)'\n');
        HasBadLines = hasBadLines;
    }

    public string Name { get; }

    /// <summary>The number of bytes, including newlines.</summary>
    public int Length { get; }

    public int Lines { get; }

    /// <summary>Whether some lines must be rejected. On other workloads, a contender may validate less.</summary>
    public bool HasBadLines { get; }

    public ReadOnlySpan<byte> Bytes => _padded.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _padded.AsMemory(0, Length);

    public MemoryStream OpenStream() => new(_padded, 0, Length, writable: false);

    /// <summary>Returns the first lines as a separate workload.</summary>
    public Workload First(int lines)
    {
        int length = 0;
        for (int i = 0; i < lines; i++)
            length += Bytes[length..].IndexOf((byte)'\n') + 1;

        return new Workload(Name, Bytes[..length], HasBadLines);
    }
}
