using System.Numerics;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Cli.Auditing.Assets;

namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>The number of children of a type that a parent has.</summary>
/// <param name="Type">The number of the type in <see cref="TypeNames"/>.</param>
/// <param name="Count">The number of children.</param>
/// <param name="Next">The index of the count of another type, or -1.</param>
internal record struct ChildCount(ushort Type, long Count, int Next);

/// <summary>An asset that must be deleted as well, since the names of deleted assets are below its name.</summary>
internal struct ParentRecord
{
    /// <summary>The hash of the name.</summary>
    public ulong Name;

    public TextSlice Text;

    /// <summary>The number of its root in <see cref="RootTable"/>.</summary>
    public int Root;

    /// <summary>The number of its first deleted child in the table of assets; -1 if there is none.</summary>
    public int FirstChild;

    /// <summary>The index of its latest <see cref="ChildCount"/>; -1 if there is none.</summary>
    public int Counts;
}

/// <summary>The parents of deleted assets, with the number of children by type.</summary>
/// <remarks>
/// There are far fewer parents than assets, so their names are kept: about 60 bytes and the name for each, and twice that temporarily
/// while the lists grow. Their number is bounded; parents beyond the bound are only counted.
/// </remarks>
/// <param name="maxParents">The maximum number of parents.</param>
/// <param name="maxBytes">The maximum total length of their names.</param>
internal sealed class ParentTable(int maxParents = ParentTable.MaxParents, long maxBytes = ParentTable.MaxBytes)
{
    private const int MaxParents = 4_000_000;
    private const long MaxBytes = 512L * 1024 * 1024;

    private readonly TextArena _texts = new();
    private readonly List<ParentRecord> _parents = [];
    private readonly List<ChildCount> _counts = [];

    // The number of the parent plus one; 0 for an empty slot.
    private int[] _slots = new int[1 << 8];
    private int _last = -1;

    public int Count => _parents.Count;

    /// <summary>Children whose parent is beyond the bound.</summary>
    public long Overflow { get; private set; }

    public ref readonly ParentRecord this[int number] => ref CollectionsMarshal.AsSpan(_parents)[number];

    public ReadOnlySpan<byte> NameOf(int number) => _texts[_parents[number].Text];

    /// <summary>Counts a child.</summary>
    /// <param name="parent">The name of its parent.</param>
    /// <param name="root">The number of the root of both.</param>
    /// <param name="child">The number of the child in the table of assets.</param>
    /// <param name="type">The type of the child.</param>
    public void AddChild(ReadOnlySpan<byte> parent, int root, int child, ushort type)
    {
        // Siblings are usually adjacent in the input.
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

    /// <summary>Finds a parent, or adds it without children; -1 if it is beyond the bound.</summary>
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

    /// <summary>The children of a parent by type.</summary>
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
