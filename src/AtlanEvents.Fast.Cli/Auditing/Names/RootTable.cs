using AtlanEvents.Fast.Cli.Auditing.Collecting;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>Finds the root of an asset. No root is below another one.</summary>
internal sealed class RootTable
{
    /// <summary>The maximum number of roots.</summary>
    public const int MaxRoots = 4_096;

    /// <summary>The maximum length of the name of a root.</summary>
    public const int MaxNameBytes = 4_096;

    private readonly List<AuditRoot> _roots = [];
    private readonly Dictionary<byte[], AuditRoot> _byName = new(new Utf8TextComparer());
    private readonly Dictionary<byte[], AuditRoot>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly AuditScopes _scopes;
    private AuditRoot? _last;

    /// <param name="scopes">The scopes; if there are none, the roots are the connections.</param>
    public RootTable(AuditScopes scopes)
    {
        _lookup = _byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        _scopes = scopes;
    }

    public IReadOnlyList<AuditRoot> Roots => _roots;

    /// <summary>Assets whose root is beyond the bounds.</summary>
    public long Overflow { get; private set; }

    /// <summary>Finds the root of an asset within a scope; <see langword="null"/> if it has none, or one beyond the bounds.</summary>
    public AuditRoot? Find(ReadOnlySpan<byte> name)
    {
        if (_last is not null && QualifiedNames.IsUnder(name, _last.Name))
            return _last;

        // A scope may contain several connections.
        ReadOnlySpan<byte> scope = _scopes.Of(name);
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
}
