using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Collecting;
using AtlanEvents.Fast.Cli.Auditing.Findings;

namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>An asset that should be deleted with everything below it: a connection, or a name given by <c>--under</c>.</summary>
internal sealed class AuditRoot(int number, byte[] name)
{
    public int Number { get; } = number;

    public byte[] Name { get; } = name;

    public string Text { get; } = Encoding.UTF8.GetString(name);

    public TypeCounts Types { get; } = new();

    public long Purged { get; private set; }

    public long Archived { get; private set; }

    /// <summary>Whether some assets were purged and others archived.</summary>
    public bool IsMixed => Purged > 0 && Archived > 0;

    /// <summary>The first purges. Only one is kept until there is an archive as well, so that a consistent root costs little.</summary>
    public Examples FirstPurged { get; } = new();

    /// <summary>The first archives, likewise.</summary>
    public Examples FirstArchived { get; } = new();

    /// <summary>Counts a deleted asset.</summary>
    public void Add(ushort type, in AuditEvent delete)
    {
        Types.Add(type);
        if (delete.IsPurge)
        {
            if (Purged++ == 0 || Archived > 0)
                FirstPurged.Add(delete);
        }
        else if (delete.IsArchive)
        {
            if (Archived++ == 0 || Purged > 0)
                FirstArchived.Add(delete);
        }
    }
}
