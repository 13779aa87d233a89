using System.Numerics;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>Indexes the deleted assets by the hash of their name, once all are known. Reuses the slots of the table.</summary>
internal sealed class NameIndex
{
    private readonly AssetTable _assets;
    private readonly int[] _slots;

    /// <summary>Builds the index.</summary>
    /// <param name="assets">The assets; afterwards, nothing can be found in the table or added to it.</param>
    /// <param name="onShared">Receives each asset whose name an earlier one has, and that earlier asset.</param>
    public NameIndex(AssetTable assets, Action<int, int> onShared)
    {
        _assets = assets;
        _slots = assets.TakeSlots();
        Array.Clear(_slots);
        for (int number = 0; number < assets.Count; number++)
        {
            if (!assets[number].Has(AssetFacts.Deleted | AssetFacts.HasName))
                continue;

            int slot = SlotOf(assets[number].Name);
            if (_slots[slot] == 0)
                _slots[slot] = number + 1;
            else
                onShared(number, _slots[slot] - 1);
        }
    }

    /// <summary>Finds a deleted asset by name; -1 if there is none.</summary>
    public int Find(ulong name) => _slots[SlotOf(name)] - 1;

    private int SlotOf(ulong name)
    {
        int slot = (int)(name >> (64 - BitOperations.Log2((uint)_slots.Length)));
        while (_slots[slot] != 0 && _assets[_slots[slot] - 1].Name != name)
            slot = (slot + 1) & (_slots.Length - 1);

        return slot;
    }
}
