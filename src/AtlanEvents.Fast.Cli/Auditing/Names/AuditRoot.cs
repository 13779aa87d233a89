using System.Text;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Auditing.Findings;

namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>What should have been deleted whole: a connection, or what <c>--under</c> names.</summary>
internal sealed class AuditRoot(int number, byte[] name)
{
    public int Number { get; } = number;

    public byte[] Name { get; } = name;

    public string Text { get; } = Encoding.UTF8.GetString(name);

    public TypeCounts Types { get; } = new();

    public long Purged { get; private set; }

    public long Archived { get; private set; }

    /// <summary>Whether there is both.</summary>
    public bool IsMixed => Purged > 0 && Archived > 0;

    /// <summary>The first deletes of either kind; only one of the kind that came first, so that a root that is not mixed costs little.</summary>
    public Examples FirstPurged { get; } = new();

    public Examples FirstArchived { get; } = new();

    /// <summary>Counts an asset that was deleted.</summary>
    public void Add(ushort type, in EventView delete, string input)
    {
        Types.Add(type);
        if (delete.IsPurge)
        {
            if (Purged++ == 0 || Archived > 0)
                FirstPurged.Add(delete, input);
        }
        else if (delete.IsArchive)
        {
            if (Archived++ == 0 || Purged > 0)
                FirstArchived.Add(delete, input);
        }
    }
}
