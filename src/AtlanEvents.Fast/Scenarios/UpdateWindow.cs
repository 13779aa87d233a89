using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AtlanEvents.Fast.Scenarios;

/// <summary>The kind of create that refers to an asset at the time of its update. The largest value wins if there are several.</summary>
internal enum ReferredBy : byte
{
    /// <summary>No known create.</summary>
    None,

    /// <summary>The create of a related asset.</summary>
    Create,

    /// <summary>The create of lineage whose input or output the asset is.</summary>
    Lineage,
}

/// <summary>Counts updates by the create that refers to their asset, whether the reference comes before or after the update.</summary>
/// <remarks>
/// Example, all at one time: update of A, create of lineage that refers to A and B, update of B, update of C.
/// <code>
///                      A                   B                   C              None    Lineage
/// update A             1 update                                                    1        0
/// lineage of A, B      1 update, Lineage   0 updates, Lineage                      0        1
/// update B                                 1 update, Lineage                       0        2
/// update C                                                     1 update            1        2
/// </code>
/// The asset that was seen first is forgotten first. Its updates stay counted as they are.
/// </remarks>
internal sealed class UpdateWindow
{
    /// <summary>The maximum number of assets remembered.</summary>
    public const int Capacity = 65_536;

    private readonly Dictionary<AssetAtTime, (int Updates, ReferredBy By)> _assets = [];
    private readonly Queue<AssetAtTime> _oldest = new();
    private readonly long[] _counts = new long[(int)ReferredBy.Lineage + 1];

    /// <summary>The number of assets remembered.</summary>
    public int AssetCount => _assets.Count;

    /// <summary>The number of updates of assets that a kind of create refers to.</summary>
    public long CountOf(ReferredBy by) => _counts[(int)by];

    /// <summary>Adds an update.</summary>
    public void AddUpdate(in AssetAtTime asset)
    {
        ref (int Updates, ReferredBy By) known = ref Find(asset);
        known.Updates++;
        _counts[(int)known.By]++;
    }

    /// <summary>Adds an update whose asset or time is unknown.</summary>
    public void AddUnknownUpdate() => _counts[(int)ReferredBy.None]++;

    /// <summary>Adds a create's reference to an asset.</summary>
    public void AddReference(in AssetAtTime asset, ReferredBy by)
    {
        ref (int Updates, ReferredBy By) known = ref Find(asset);
        if (by <= known.By)
            return;

        _counts[(int)known.By] -= known.Updates;
        _counts[(int)by] += known.Updates;
        known.By = by;
    }

    private ref (int Updates, ReferredBy By) Find(in AssetAtTime asset)
    {
        ref (int Updates, ReferredBy By) known = ref CollectionsMarshal.GetValueRefOrNullRef(_assets, asset);
        if (!Unsafe.IsNullRef(ref known))
            return ref known;

        if (_assets.Count == Capacity)
            _assets.Remove(_oldest.Dequeue());

        _oldest.Enqueue(asset);
        return ref CollectionsMarshal.GetValueRefOrAddDefault(_assets, asset, out _)!;
    }
}
