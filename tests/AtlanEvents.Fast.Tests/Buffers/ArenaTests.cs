using AtlanEvents.Fast.Buffers;

namespace AtlanEvents.Fast.Tests.Buffers;

public sealed class ArenaTests
{
    [Fact]
    public void Close_ManyBlocks_KeepTheirBytesUntilRecycle()
    {
        using var arena = new Arena();
        for (int round = 0; round < 3; round++)
        {
            AssertKept(arena, index: 0, count: 500);
            arena.Recycle();
        }

        // Recursive, because spans cannot be stored in a list.
        static void AssertKept(Arena arena, int index, int count)
        {
            if (index == count)
                return;

            byte[] expected = [.. Enumerable.Range(index, index % 100).Select(i => (byte)i)];
            foreach (byte b in expected)
                arena.Append([b]);

            ReadOnlySpan<byte> block = arena.Close();
            AssertKept(arena, index + 1, count);
            Assert.True(block.SequenceEqual(expected));
        }
    }

    [Fact]
    public void Recycle_OpenBlock_IsKept()
    {
        using var arena = new Arena();
        arena.Append("closed"u8);
        arena.Close();
        arena.Append("open"u8);
        arena.Recycle();
        arena.Recycle();
        arena.Append(" still"u8);

        Assert.Equal("open still"u8, arena.Close());
        Assert.Equal(0, arena.OpenLength);
    }

    [Fact]
    public void Discard_OpenBlock_LeavesTheClosedOnes()
    {
        using var arena = new Arena();
        arena.Append("closed"u8);
        ReadOnlySpan<byte> closed = arena.Close();
        arena.Append("dropped"u8);
        arena.Discard();
        arena.Append("next"u8);

        Assert.Equal("next"u8, arena.Close());
        Assert.Equal("closed"u8, closed);
    }

    [Fact]
    public void Reserve_MoreThanIsCommitted_IsUsedAgain()
    {
        using var arena = new Arena();
        for (int i = 0; i < 100; i++)
        {
            arena.Reserve(1000)[0] = (byte)i;
            arena.Commit(1);
        }

        Assert.Equal(100, arena.OpenLength);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (byte)i), arena.Close().ToArray());
    }

    [Fact]
    public void Close_Empty_IsEmpty()
    {
        using var arena = new Arena();
        Assert.True(arena.Close().IsEmpty);
        arena.Recycle();
        arena.Append([]);
        Assert.True(arena.Close().IsEmpty);
    }

    [Fact]
    public void Dispose_ThenUse_StartsAnew()
    {
        var arena = new Arena();
        arena.Append("before"u8);
        arena.Dispose();
        arena.Dispose();
        arena.Append("after"u8);
        Assert.Equal("after"u8, arena.Close());
        arena.Dispose();
    }

    [Fact]
    public void Append_SameAmountEachRound_AllocatesNothingOnceGrown()
    {
        // Many small blocks whose total is much larger than each of them, as in a read of many stitched lines.
        using var arena = new Arena();
        byte[] block = new byte[700];
        long least = long.MaxValue;
        for (int round = 0; round < 8; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10_000; i++)
            {
                arena.Append(block);
                arena.Close();
            }

            arena.Recycle();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
