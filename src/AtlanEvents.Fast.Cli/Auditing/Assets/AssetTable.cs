namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>The assets by key: a hash table with open addressing.</summary>
/// <remarks>
/// Records are stored in order of arrival, in chunks that never move. An asset takes 32 bytes for its record and 5 to 11 for its slots
/// (4 bytes each, with a load factor of 3/8 to 3/4), plus half of that temporarily while the slots are doubled.
/// </remarks>
internal sealed class AssetTable
{
    private const int ChunkBits = 14;
    private const int ChunkLength = 1 << ChunkBits;
    private const int MaxSlots = 1 << 30;

    private TaggedSlots _slots = new(new uint[1 << 12]);
    private AssetRecord[][] _chunks = new AssetRecord[16][];

    public int Count { get; private set; }

    public ref AssetRecord this[int number] => ref _chunks[number >> ChunkBits][number & (ChunkLength - 1)];

    /// <summary>Finds the number of an asset; -1 if there is none.</summary>
    public int Find(AssetKey key) => _slots.NumberIn(SlotOf(key, HashOf(key)));

    /// <summary>Finds or adds an asset. The record of a new asset is empty except for the key.</summary>
    /// <exception cref="ToolException">There are too many assets.</exception>
    public int FindOrAdd(AssetKey key)
    {
        ulong hash = HashOf(key);
        int slot = SlotOf(key, hash);
        if (!_slots.IsFree(slot))
            return _slots.NumberIn(slot);

        if (Count >= _slots.Length / 4 * 3)
        {
            Grow();
            slot = SlotOf(key, hash);
        }

        int number = Count++;
        int chunk = number >> ChunkBits;
        if (chunk == _chunks.Length)
            Array.Resize(ref _chunks, 2 * chunk);

        _chunks[chunk] ??= new AssetRecord[ChunkLength];
        this[number].Key = key;
        _slots.Set(slot, hash, number);
        return number;
    }

    /// <summary>Reads the first slot for a key ahead of <see cref="FindOrAdd"/>.</summary>
    public uint Touch(AssetKey key) => _slots.Touch(HashOf(key));

    /// <summary>Releases the slots for another index of the same records. Afterwards, nothing can be found or added.</summary>
    public TaggedSlots TakeSlots()
    {
        TaggedSlots slots = _slots;
        _slots = new TaggedSlots([]);
        return slots;
    }

    private static ulong HashOf(AssetKey key) => SeededHash.Of(key.High, key.Low);

    private int SlotOf(AssetKey key, ulong hash)
    {
        TaggedSlots slots = _slots;
        int slot = slots.First(hash);
        while (!slots.IsFree(slot) && !(slots.MayHave(slot, hash) && this[slots.NumberIn(slot)].Key == key))
            slot = slots.Next(slot);

        return slot;
    }

    private void Grow()
    {
        if (_slots.Length == MaxSlots)
            throw new ToolException(ExitCode.Unavailable, "too many assets for one audit; use --under to audit a part of them");

        var slots = new TaggedSlots(new uint[2 * _slots.Length]);
        for (int number = 0; number < Count; number++)
        {
            ulong hash = HashOf(this[number].Key);
            int slot = slots.First(hash);
            while (!slots.IsFree(slot))
                slot = slots.Next(slot);

            slots.Set(slot, hash, number);
        }

        _slots = slots;
    }
}
