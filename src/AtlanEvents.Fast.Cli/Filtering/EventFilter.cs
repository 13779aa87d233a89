namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Which events are wanted: those that meet every kind of condition given, and of each kind one at least.</summary>
internal sealed class EventFilter
{
    private readonly byte[][] _operations;
    private readonly byte[][] _types;
    private readonly byte[][] _handlers;
    private readonly byte[][] _guids;
    private readonly byte[][] _scopes;

    public EventFilter(FilterOptions options)
    {
        _operations = Utf8(options.Operations);
        _types = Utf8(options.Types);
        _handlers = Utf8(options.Handlers);
        _guids = Utf8(options.Guids);
        _scopes = Utf8(options.Scopes.Select(scope => scope.TrimEnd('/')));
    }

    public bool Accepts(in EventView view)
        => IsAny(_operations, view.OperationText)
            && IsAny(_types, view.TypeName)
            && IsAny(_handlers, view.DeleteHandlerText)
            && IsAny(_guids, view.Guid)
            && IsUnderAny(_scopes, view.QualifiedName);

    private static byte[][] Utf8(IEnumerable<string> texts) => [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];

    private static bool IsAny(byte[][] wanted, Utf8Field field)
    {
        foreach (byte[] text in wanted)
        {
            if (field.Equals(text))
                return true;
        }

        return wanted.Length == 0;
    }

    private static bool IsUnderAny(byte[][] scopes, Utf8Field qualifiedName)
    {
        foreach (byte[] scope in scopes)
        {
            if (qualifiedName.IsPresent && QualifiedNames.IsUnder(qualifiedName.Span, scope))
                return true;
        }

        return scopes.Length == 0;
    }
}
