using System.Numerics;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Cli.Auditing.Assets;

namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>Every name that deleted assets stand below, with how many of which type.</summary>
/// <remarks>
/// Parents are far fewer than assets, so their names are kept: some 60 bytes and the name, twice that for a moment when the
/// lists are doubled. What there may be of them is bounded; those beyond are only counted.
/// </remarks>
/// <param name="maxParents">How many parents are told apart.</param>
/// <param name="maxBytes">How many bytes their names may have together.</param>
internal sealed class ParentTable(int maxParents = ParentTable.MaxParents, long maxBytes = ParentTable.MaxBytes)
{
    private const int MaxParents = 4_000_000;
    private const long MaxBytes = 512L * 1024 * 1024;

    private readonly TextArena _texts = new();
    private readonly List<ParentRecord> _parents = [];
    private readonly List<ChildCount> _counts = [];

    // The number of the parent and one; 0 is an empty slot.
    private int[] _slots = new int[1 << 8];
    private int _last = -1;

    public int Count => _parents.Count;

    /// <summary>Children whose parent was one too many.</summary>
    public long Overflow { get; private set; }

    public ref readonly ParentRecord this[int number] => ref CollectionsMarshal.AsSpan(_parents)[number];

    public ReadOnlySpan<byte> NameOf(int number) => _texts[_parents[number].Text];

    /// <summary>Counts a child.</summary>
    /// <param name="parent">The name of the asset above it.</param>
    /// <param name="root">The root that both are under.</param>
    /// <param name="child">The child, as the table of assets numbers them.</param>
    /// <param name="type">The child's type.</param>
    public void AddChild(ReadOnlySpan<byte> parent, int root, int child, ushort type)
    {
        // Siblings mostly come one behind the other.
        int number = _last >= 0 && parent.SequenceEqual(NameOf(_last)) ? _last : FindOrAdd(parent, root);
        if (number < 0)
        {
            Overflow++;
            return;
        }

        _last = number;
        ref ParentRecord record = ref CollectionsMarshal.AsSpan(_parents)[number];
        if (record.FirstChild < 0)
            record.FirstChild = child;

        CountChild(ref record, type);
    }

    /// <summary>The number of a parent, which is added, without children, if it is new; -1 if it is one too many.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> parent, int root)
    {
        ulong name = SeededHash.Of(parent);
        int slot = SlotOf(name, _slots);
        if (_slots[slot] != 0)
            return _slots[slot] - 1;

        if (_parents.Count == maxParents || parent.Length > maxBytes - _texts.Bytes)
            return -1;

        _parents.Add(new ParentRecord { Name = name, Text = _texts.Add(parent), Root = root, FirstChild = -1, Counts = -1 });
        _slots[slot] = _parents.Count;
        if (_parents.Count >= _slots.Length / 4 * 3)
            Grow();

        return _parents.Count - 1;
    }

    /// <summary>How many children a parent has, type by type.</summary>
    public IEnumerable<ChildCount> ChildrenOf(int number)
    {
        for (int count = _parents[number].Counts; count >= 0; count = _counts[count].Next)
            yield return _counts[count];
    }

    private void CountChild(ref ParentRecord parent, ushort type)
    {
        Span<ChildCount> counts = CollectionsMarshal.AsSpan(_counts);
        for (int count = parent.Counts; count >= 0; count = counts[count].Next)
        {
            if (counts[count].Type == type)
            {
                counts[count].Count++;
                return;
            }
        }

        _counts.Add(new ChildCount(type, 1, parent.Counts));
        parent.Counts = _counts.Count - 1;
    }

    private int SlotOf(ulong name, int[] slots)
    {
        int slot = (int)(name >> (64 - BitOperations.Log2((uint)slots.Length)));
        while (slots[slot] != 0 && _parents[slots[slot] - 1].Name != name)
            slot = (slot + 1) & (slots.Length - 1);

        return slot;
    }

    private void Grow()
    {
        int[] slots = new int[2 * _slots.Length];
        for (int number = 0; number < _parents.Count; number++)
            slots[SlotOf(_parents[number].Name, slots)] = number + 1;

        _slots = slots;
    }
}
