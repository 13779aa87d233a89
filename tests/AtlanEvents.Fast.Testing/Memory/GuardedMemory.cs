using System.Buffers;

namespace AtlanEvents.Fast.Testing.Memory;

/// <summary>Memory between two pages that end the process when they are touched.</summary>
/// <remarks>
/// <code>
/// | no access | AtStart ...          |          ... AtEnd | no access |
/// </code>
/// Whoever reads a byte in front of what <see cref="AtStart"/> gives, or behind what <see cref="AtEnd"/> gives, is found out, in
/// whatever way it is read. No exception can be caught: reads that may go wrong belong in a process of their own.
/// </remarks>
internal sealed unsafe class GuardedMemory : MemoryManager<byte>
{
    private readonly int _size;
    private readonly int _mapped;
    private nint _address;

    /// <param name="size">The least size; it is rounded up to whole pages.</param>
    public GuardedMemory(int size)
    {
        int page = Environment.SystemPageSize;
        _size = (Math.Max(size, 1) + page - 1) / page * page;
        _mapped = _size + (2 * page);
        _address = Pages.Map(_mapped);
        Pages.Close(_address, page);
        Pages.Close(_address + page + _size, page);
    }

    /// <summary>Copies bytes to where the memory starts.</summary>
    public ReadOnlyMemory<byte> AtStart(ReadOnlySpan<byte> bytes) => Place(bytes, 0);

    /// <summary>Copies bytes to where the memory ends.</summary>
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
