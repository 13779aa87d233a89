using System.Numerics;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>The assets by key: a hash table with open addressing.</summary>
/// <remarks>
/// Records are stored in order of arrival, in chunks that never move; slots contain record numbers. An asset takes 32 bytes for its record
/// and 5 to 11 for its slots (4 bytes each, with a load factor of 3/8 to 3/4), plus half of that temporarily while the slots are doubled.
/// </remarks>
internal sealed class AssetTable
{
    private const int ChunkBits = 14;
    private const int ChunkLength = 1 << ChunkBits;
    private const int MaxSlots = 1 << 30;

    // The record number plus one; 0 for an empty slot.
    private int[] _slots = new int[1 << 12];
    private AssetRecord[][] _chunks = new AssetRecord[16][];

    public int Count { get; private set; }

    public ref AssetRecord this[int number] => ref _chunks[number >> ChunkBits][number & (ChunkLength - 1)];

    /// <summary>Finds the number of an asset; -1 if there is none.</summary>
    public int Find(AssetKey key) => _slots[SlotOf(key)] - 1;

    /// <summary>Finds or adds an asset. The record of a new asset is empty except for the key.</summary>
    /// <exception cref="ToolException">There are too many assets.</exception>
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

    /// <summary>Releases the slots for another index of the same records. Afterwards, nothing can be found or added.</summary>
    public int[] TakeSlots()
    {
        int[] slots = _slots;
        _slots = [];
        return slots;
    }

    private static int FirstSlot(ulong hash, int[] slots) => (int)(hash >> (64 - BitOperations.Log2((uint)slots.Length)));

    private int SlotOf(AssetKey key)
    {
        int[] slots = _slots;
        int slot = FirstSlot(SeededHash.Of(key.High, key.Low), slots);
        while (slots[slot] != 0 && this[slots[slot] - 1].Key != key)
            slot = (slot + 1) & (slots.Length - 1);

        return slot;
    }

    private void Grow()
    {
        if (_slots.Length == MaxSlots)
            throw new ToolException(ExitCode.Unavailable, "too many assets for one audit; use --under to audit a part of them");

        int[] slots = new int[2 * _slots.Length];
        for (int number = 0; number < Count; number++)
        {
            AssetKey key = this[number].Key;
            int slot = FirstSlot(SeededHash.Of(key.High, key.Low), slots);
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);

            slots[slot] = number + 1;
        }

        _slots = slots;
    }
}
