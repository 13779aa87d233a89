namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>What an audit takes from the shape of a qualified name.</summary>
internal static class AssetPath
{
    public const byte Separator = (byte)'/';

    /// <summary>The connection of an asset; empty if it has none. Data domains (<c>default/domain/...</c>) look alike, but are none.</summary>
    public static ReadOnlySpan<byte> ConnectionOf(ReadOnlySpan<byte> name)
        => name.StartsWith("default/domain/"u8) ? default : QualifiedNames.ConnectionOf(name);

    /// <summary>The name of the asset above: all before the last <c>/</c>; empty if there is none.</summary>
    public static ReadOnlySpan<byte> ParentOf(ReadOnlySpan<byte> name) => name[..Math.Max(0, name.LastIndexOf(Separator))];

    /// <summary>How many levels an asset is below the root, which it is under.</summary>
    public static int DepthBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> root) => name[root.Length..].Count(Separator);
}
