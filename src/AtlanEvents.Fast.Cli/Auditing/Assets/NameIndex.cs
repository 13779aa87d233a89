namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>Indexes the deleted assets by the hash of their name, once all are known. Reuses the slots of the table.</summary>
internal sealed class NameIndex
{
    private const int Group = 16;

    private readonly AssetTable _assets;
    private readonly TaggedSlots _slots;

    /// <summary>Builds the index.</summary>
    /// <param name="assets">The assets; afterwards, nothing can be found in the table or added to it.</param>
    /// <param name="onShared">Receives each asset whose name an earlier one has, and that earlier asset.</param>
    public NameIndex(AssetTable assets, Action<int, int> onShared)
    {
        _assets = assets;
        _slots = assets.TakeSlots();
        _slots.Clear();
        uint touched = 0;
        for (int number = 0; number < assets.Count; number++)
        {
            if (number % Group == 0)
            {
                for (int next = number; next < Math.Min(number + Group, assets.Count); next++)
                    touched ^= _slots.Touch(assets[next].Name);
            }

            if (assets[number].Has(AssetFacts.Deleted | AssetFacts.HasName))
                Add(number, onShared);
        }

        // Uses the value, or the reads would be removed.
        GC.KeepAlive(touched);
    }

    /// <summary>Finds a deleted asset by name; -1 if there is none.</summary>
    public int Find(ulong name) => _slots.NumberIn(SlotOf(name));

    private void Add(int number, Action<int, int> onShared)
    {
        ulong name = _assets[number].Name;
        int slot = SlotOf(name);
        if (_slots.IsFree(slot))
            _slots.Set(slot, name, number);
        else
            onShared(number, _slots.NumberIn(slot));
    }

    private int SlotOf(ulong name)
    {
        int slot = _slots.First(name);
        while (!_slots.IsFree(slot) && !(_slots.MayHave(slot, name) && _assets[_slots.NumberIn(slot)].Name == name))
            slot = _slots.Next(slot);

        return slot;
    }
}
