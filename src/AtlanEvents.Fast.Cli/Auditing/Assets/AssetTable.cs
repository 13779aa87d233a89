using System.Numerics;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>All assets by their key: a hash table with open addressing.</summary>
/// <remarks>
/// Records stand in the order in which they came, in chunks that never move; slots hold their numbers. So an asset costs 32 bytes and
/// 5 to 11 for its slots (4 bytes each, between 3/8 and 3/4 of them taken), and half as many slots again for a moment when they are doubled.
/// </remarks>
internal sealed class AssetTable
{
    private const int ChunkBits = 14;
    private const int ChunkLength = 1 << ChunkBits;
    private const int MostSlots = 1 << 30;

    // The number of the record and one; 0 is an empty slot.
    private int[] _slots = new int[1 << 12];
    private AssetRecord[][] _chunks = new AssetRecord[16][];

    public int Count { get; private set; }

    public ref AssetRecord this[int number] => ref _chunks[number >> ChunkBits][number & (ChunkLength - 1)];

    /// <summary>The number of the asset, or -1.</summary>
    public int Find(AssetKey key) => _slots[SlotOf(key)] - 1;

    /// <summary>The number of the asset, which is added if it is new: its record is empty then but for the key.</summary>
    /// <exception cref="ToolException">These are too many.</exception>
    public int FindOrAdd(AssetKey key)
    {
        int slot = SlotOf(key);
        if (_slots[slot] != 0)
            return _slots[slot] - 1;

        if (Count >= _slots.Length / 4 * 3)
        {
            Grow();
            slot = SlotOf(key);
        }

        int number = Count++;
        int chunk = number >> ChunkBits;
        if (chunk == _chunks.Length)
            Array.Resize(ref _chunks, 2 * chunk);

        _chunks[chunk] ??= new AssetRecord[ChunkLength];
        this[number].Key = key;
        _slots[slot] = number + 1;
        return number;
    }

    /// <summary>Gives up the slots, for another index over the same records. Nothing can be found or added any more.</summary>
    public int[] TakeSlots()
    {
        int[] slots = _slots;
        _slots = [];
        return slots;
    }

    private static int First(ulong hash, int[] slots) => (int)(hash >> (64 - BitOperations.Log2((uint)slots.Length)));

    private int SlotOf(AssetKey key)
    {
        int[] slots = _slots;
        int slot = First(SeededHash.Of(key.High, key.Low), slots);
        while (slots[slot] != 0 && this[slots[slot] - 1].Key != key)
            slot = (slot + 1) & (slots.Length - 1);

        return slot;
    }

    private void Grow()
    {
        if (_slots.Length == MostSlots)
            throw new ToolException(ExitCode.Unavailable, "these are too many assets for one audit. Use --under for a part of them.");

        int[] slots = new int[2 * _slots.Length];
        for (int number = 0; number < Count; number++)
        {
            AssetKey key = this[number].Key;
            int slot = First(SeededHash.Of(key.High, key.Low), slots);
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);

            slots[slot] = number + 1;
        }

        _slots = slots;
    }
}
