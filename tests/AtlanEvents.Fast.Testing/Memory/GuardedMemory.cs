namespace AtlanEvents.Fast.Testing.Memory;

/// <summary>Memory between two protected pages; touching them crashes the process.</summary>
/// <remarks>
/// <code>
/// | no access | AtStart ...          |          ... AtEnd | no access |
/// </code>
/// Reading a byte before the memory of <see cref="AtStart"/>, or after that of <see cref="AtEnd"/>, crashes the process. No exception can
/// be caught, so reads that may fail belong in a separate process.
/// </remarks>
internal sealed unsafe class GuardedMemory : MemoryManager<byte>
{
    private readonly int _size;
    private readonly int _mapped;
    private nint _address;

    /// <param name="size">The minimum size; it is rounded up to whole pages.</param>
    public GuardedMemory(int size)
    {
        int page = Environment.SystemPageSize;
        _size = (Math.Max(size, 1) + page - 1) / page * page;
        _mapped = _size + (2 * page);
        _address = Pages.Map(_mapped);
        Pages.Close(_address, page);
        Pages.Close(_address + page + _size, page);
    }

    /// <summary>Copies bytes to the start of the memory.</summary>
    public ReadOnlyMemory<byte> AtStart(ReadOnlySpan<byte> bytes) => Place(bytes, 0);

    /// <summary>Copies bytes to the end of the memory.</summary>
    public ReadOnlyMemory<byte> AtEnd(ReadOnlySpan<byte> bytes) => Place(bytes, _size - bytes.Length);

    /// <summary>The memory between the pages.</summary>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_address == 0, this);
        return new Span<byte>((void*)(_address + Environment.SystemPageSize), _size);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_address + Environment.SystemPageSize + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (_address == 0)
            return;

        Pages.Unmap(_address, _mapped);
        _address = 0;
    }

    private Memory<byte> Place(ReadOnlySpan<byte> bytes, int at)
    {
        bytes.CopyTo(GetSpan()[at..]);
        return Memory.Slice(at, bytes.Length);
    }
}
