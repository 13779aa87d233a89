namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>An asset that others stand below, by their names: it should have been deleted with them.</summary>
internal struct ParentRecord
{
    /// <summary>The hash of the name.</summary>
    public ulong Name;

    public TextSlice Text;

    /// <summary>The root that it is under, as <see cref="RootTable"/> numbers them.</summary>
    public int Root;

    /// <summary>The first of its children that was deleted, as the table of assets numbers them; -1 if there is none.</summary>
    public int FirstChild;

    /// <summary>The newest count of children of a type, as <see cref="ParentTable"/> numbers them; -1 if there is none.</summary>
    public int Counts;
}
