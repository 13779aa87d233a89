namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>The lines of a buffer, for peers that read a line at a time.</summary>
internal ref struct Lines(ReadOnlyMemory<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes.Span;
    private int _next;

    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Where the current line is in the buffer.</summary>
    public int Start { get; private set; }

    public bool MoveNext()
    {
        if (_next >= _bytes.Length)
            return false;

        Start = _next;
        ReadOnlySpan<byte> rest = _bytes[_next..];
        int length = rest.IndexOf((byte)'\n');
        Current = length < 0 ? rest : rest[..length];
        _next += Current.Length + 1;
        return true;
    }
}
