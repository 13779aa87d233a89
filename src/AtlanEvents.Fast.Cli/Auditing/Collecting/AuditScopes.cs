namespace AtlanEvents.Fast.Cli.Auditing.Collecting;

/// <summary>The names given by <c>--under</c>, without those below another one. If there are none, everything is in scope.</summary>
internal sealed class AuditScopes
{
    private readonly byte[][] _names;

    public AuditScopes(IReadOnlyList<string> names)
    {
        byte[][] all = [.. names.Select(name => name.TrimEnd('/')).Distinct().Select(Encoding.UTF8.GetBytes)];
        _names = [.. all.Where(name => !all.Any(other => other != name && QualifiedNames.IsUnder(name, other)))];
    }

    public IReadOnlyList<byte[]> Names => _names;

    /// <summary>Whether an asset is in scope.</summary>
    public bool Contain(ReadOnlySpan<byte> asset) => _names.Length == 0 || !Of(asset).IsEmpty;

    /// <summary>The scope of an asset; empty if it has none.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> asset)
    {
        foreach (byte[] name in _names)
        {
            if (QualifiedNames.IsUnder(asset, name))
                return name;
        }

        return default;
    }
}
