namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers;

/// <summary>Enumerates the lines of a buffer, for peers that read one line at a time.</summary>
internal ref struct Lines(ReadOnlyMemory<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes.Span;
    private int _next;

    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>The offset of the current line in the buffer.</summary>
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
