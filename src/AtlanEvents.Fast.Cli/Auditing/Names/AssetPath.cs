namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>Splits qualified names.</summary>
internal static class AssetPath
{
    public const byte Separator = (byte)'/';

    /// <summary>The connection of an asset; empty if it has none, as for data domains (<c>default/domain/...</c>).</summary>
    public static ReadOnlySpan<byte> ConnectionOf(ReadOnlySpan<byte> name)
        => name.StartsWith("default/domain/"u8) ? default : QualifiedNames.ConnectionOf(name);

    /// <summary>The name of the parent: everything before the last <c>/</c>; empty if there is none.</summary>
    public static ReadOnlySpan<byte> ParentOf(ReadOnlySpan<byte> name) => name[..Math.Max(0, name.LastIndexOf(Separator))];

    /// <summary>The number of levels between an asset and a root above it.</summary>
    public static int DepthBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> root) => name[root.Length..].Count(Separator);
}
