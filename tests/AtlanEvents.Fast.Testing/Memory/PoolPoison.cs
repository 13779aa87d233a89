namespace AtlanEvents.Fast.Testing.Memory;

/// <summary>Overwrites the buffers in the shared pool, to detect code that uses a buffer after returning it.</summary>
internal static class PoolPoison
{
    private const byte Poison = 0xDB;
    private const int Largest = 1 << 21;
    private const int EachSize = 12;

    /// <summary>Overwrites the next buffers of each size that this thread would rent.</summary>
    public static void Spread()
    {
        var buffers = new List<byte[]>();
        for (int size = 16; size <= Largest; size *= 2)
        {
            for (int i = 0; i < (size > 1 << 16 ? 2 : EachSize); i++)
                buffers.Add(ArrayPool<byte>.Shared.Rent(size));
        }

        foreach (byte[] buffer in buffers)
        {
            buffer.AsSpan().Fill(Poison);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
