using System.Numerics;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>The slots of a hash table with open addressing and linear probing. A slot refers to a record by its number.</summary>
/// <remarks>
/// The bits of a slot that the number does not need hold bits of the hash, so that most records with another key are recognised without
/// reading them.
/// <code>
/// slot of 2^20 slots   hhhhhhhhhhhh nnnnnnnnnnnnnnnnnnnn    n: number plus one, 20 bits; h: the lower 12 bits of the hash
/// </code>
/// </remarks>
/// <param name="slots">The slots, a power of two; 0 for a free one. At most three quarters of them may be used.</param>
internal readonly struct TaggedSlots(uint[] slots)
{
    public int Length => slots.Length;

    // At most three quarters of the slots are used, so a number fits into the bits of an index.
    private uint NumberMask => (uint)slots.Length - 1;

    /// <summary>The first slot in which to search for a hash. It depends on the upper bits.</summary>
    public int First(ulong hash) => (int)(hash >> (64 - BitOperations.Log2((uint)slots.Length)));

    public int Next(int slot) => (slot + 1) & (slots.Length - 1);

    public bool IsFree(int slot) => slots[slot] == 0;

    /// <summary>Whether the record of a slot can have a hash.</summary>
    public bool MayHave(int slot, ulong hash) => ((slots[slot] ^ (uint)hash) & ~NumberMask) == 0;

    /// <summary>The number of the record; -1 for a free slot.</summary>
    public int NumberIn(int slot) => (int)(slots[slot] & NumberMask) - 1;

    public void Set(int slot, ulong hash, int number) => slots[slot] = ((uint)hash & ~NumberMask) | (uint)(number + 1);

    public void Clear() => Array.Clear(slots);

    /// <summary>
    /// Reads the first slot for a hash, so that it is in the cache when it is needed. The processor waits for many such reads at once, but
    /// for each search in turn.
    /// </summary>
    public uint Touch(ulong hash) => slots[First(hash)];
}
