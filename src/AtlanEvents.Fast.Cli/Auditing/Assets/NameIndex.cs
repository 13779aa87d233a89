using System.Numerics;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>The deleted assets by the hash of their name, once all are known. Takes over the slots of the table: no more memory.</summary>
internal sealed class NameIndex
{
    private readonly AssetTable _assets;
    private readonly int[] _slots;

    /// <summary>Makes the index.</summary>
    /// <param name="assets">What was deleted; nothing can be added any more.</param>
    /// <param name="onShared">Is told of every asset whose name another one has, and of that one.</param>
    public NameIndex(AssetTable assets, Action<int, int> onShared)
    {
        _assets = assets;
        _slots = assets.TakeSlots();
        Array.Clear(_slots);
        for (int number = 0; number < assets.Count; number++)
        {
            if (!assets[number].Is(AssetFacts.Deleted | AssetFacts.HasName))
                continue;

            int slot = SlotOf(assets[number].Name);
            if (_slots[slot] == 0)
                _slots[slot] = number + 1;
            else
                onShared(number, _slots[slot] - 1);
        }
    }

    /// <summary>The number of an asset with this name that was deleted, or -1.</summary>
    public int Find(ulong name) => _slots[SlotOf(name)] - 1;

    private int SlotOf(ulong name)
    {
        int slot = (int)(name >> (64 - BitOperations.Log2((uint)_slots.Length)));
        while (_slots[slot] != 0 && _assets[_slots[slot] - 1].Name != name)
            slot = (slot + 1) & (_slots.Length - 1);

        return slot;
    }
}
