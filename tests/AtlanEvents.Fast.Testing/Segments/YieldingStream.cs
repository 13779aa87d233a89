namespace AtlanEvents.Fast.Testing.Segments;

/// <summary>A stream whose reads never complete synchronously; they complete on a thread of the pool.</summary>
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
