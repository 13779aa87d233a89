namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>A stream that never has its bytes at once: every read goes on later, on whichever thread of the pool is free.</summary>
internal sealed class YieldingStream(byte[] content) : MemoryStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return Read(buffer.Span);
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
}
