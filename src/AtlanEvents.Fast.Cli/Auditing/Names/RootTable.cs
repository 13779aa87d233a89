using System.Text;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>Finds the root that an asset is under. No root is under another.</summary>
internal sealed class RootTable
{
    /// <summary>How many roots are told apart.</summary>
    public const int MaxRoots = 4_096;

    /// <summary>How long the name of one may be, in bytes.</summary>
    public const int MaxNameBytes = 4_096;

    private readonly List<AuditRoot> _roots = [];
    private readonly Dictionary<byte[], AuditRoot> _byName = new(new Utf8TextComparer());
    private readonly Dictionary<byte[], AuditRoot>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly byte[][] _scopes;
    private AuditRoot? _last;

    /// <param name="scopes">What <c>--under</c> names; none stands for all connections.</param>
    public RootTable(IReadOnlyList<string> scopes)
    {
        _lookup = _byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        byte[][] all = [.. scopes.Select(scope => scope.TrimEnd('/')).Distinct().Select(Encoding.UTF8.GetBytes)];
        _scopes = [.. all.Where(scope => !all.Any(other => other != scope && QualifiedNames.IsUnder(scope, other)))];
    }

    public IReadOnlyList<AuditRoot> Roots => _roots;

    /// <summary>Assets whose root was one too many.</summary>
    public long Overflow { get; private set; }

    /// <summary>The scopes of the command line, without those that are under another.</summary>
    public IReadOnlyList<byte[]> Scopes => _scopes;

    /// <summary>Whether an asset is to be audited, by its name.</summary>
    public bool IsWanted(ReadOnlySpan<byte> name)
        => _scopes.Length == 0 || (_last is not null && QualifiedNames.IsUnder(name, _last.Name)) || !ScopeOf(name).IsEmpty;

    /// <summary>The root of an asset that is wanted; none if it belongs to no connection, or to one too many.</summary>
    public AuditRoot? Find(ReadOnlySpan<byte> name)
    {
        if (_last is not null && QualifiedNames.IsUnder(name, _last.Name))
            return _last;

        // A scope may hold several connections.
        ReadOnlySpan<byte> scope = ScopeOf(name);
        ReadOnlySpan<byte> connection = AssetPath.ConnectionOf(name);
        ReadOnlySpan<byte> root = scope.Length > connection.Length ? scope : connection;
        if (root.IsEmpty)
            return null;

        if (!_lookup.TryGetValue(root, out AuditRoot? found))
        {
            if (_roots.Count == MaxRoots || root.Length > MaxNameBytes)
            {
                Overflow++;
                return null;
            }

            found = new AuditRoot(_roots.Count, root.ToArray());
            _roots.Add(found);
            _byName.Add(found.Name, found);
        }

        return _last = found;
    }

    private ReadOnlySpan<byte> ScopeOf(ReadOnlySpan<byte> name)
    {
        foreach (byte[] scope in _scopes)
        {
            if (QualifiedNames.IsUnder(name, scope))
                return scope;
        }

        return default;
    }
}
