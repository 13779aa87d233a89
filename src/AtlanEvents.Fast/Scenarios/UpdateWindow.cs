using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>Counts updates by what named their assets, whether the name comes before the update or behind it.</summary>
/// <remarks>
/// Example, all at one time: update of A, create of lineage that names A and B, update of B, update of C.
/// <code>
///                      A                   B                   C              Nobody  Lineage
/// update A             1 update                                                    1        0
/// lineage of A, B      1 update, Lineage   0 updates, Lineage                      0        1
/// update B                                 1 update, Lineage                       0        2
/// update C                                                     1 update            1        2
/// </code>
/// The asset that was met first is forgotten first; its updates stay counted as they are.
/// </remarks>
internal sealed class UpdateWindow
{
    /// <summary>How many assets are remembered.</summary>
    public const int Capacity = 65_536;

    private readonly Dictionary<AssetAtTime, (int Updates, NamedBy NamedBy)> _assets = [];
    private readonly Queue<AssetAtTime> _oldest = new();
    private readonly long[] _counts = new long[(int)NamedBy.Lineage + 1];

    /// <summary>How many assets are remembered now.</summary>
    public int Remembered => _assets.Count;

    /// <summary>How many updates there were of assets that were named so.</summary>
    public long Count(NamedBy by) => _counts[(int)by];

    /// <summary>Counts an update.</summary>
    public void AddUpdate(in AssetAtTime asset)
    {
        ref (int Updates, NamedBy NamedBy) known = ref Find(asset);
        known.Updates++;
        _counts[(int)known.NamedBy]++;
    }

    /// <summary>Counts an update whose asset or time is not known, so that nothing can name it.</summary>
    public void AddUpdateOfNobody() => _counts[(int)NamedBy.Nobody]++;

    /// <summary>Notes that a create names an asset.</summary>
    public void AddName(in AssetAtTime asset, NamedBy by)
    {
        ref (int Updates, NamedBy NamedBy) known = ref Find(asset);
        if (by <= known.NamedBy)
            return;

        _counts[(int)known.NamedBy] -= known.Updates;
        _counts[(int)by] += known.Updates;
        known.NamedBy = by;
    }

    private ref (int Updates, NamedBy NamedBy) Find(in AssetAtTime asset)
    {
        ref (int Updates, NamedBy NamedBy) known = ref CollectionsMarshal.GetValueRefOrNullRef(_assets, asset);
        if (!Unsafe.IsNullRef(ref known))
            return ref known;

        if (_assets.Count == Capacity)
            _assets.Remove(_oldest.Dequeue());

        _oldest.Enqueue(asset);
        return ref CollectionsMarshal.GetValueRefOrAddDefault(_assets, asset, out _)!;
    }
}
