namespace AtlanEvents.Fast.Cli.Filtering;

/// <summary>Matches events against conditions: of each kind of condition given, at least one must match.</summary>
internal sealed class EventFilter(FilterOptions options)
{
    private readonly TimeRange _times = options.Times;
    private readonly byte[][] _operations = ToUtf8(options.Operations);
    private readonly byte[][] _types = ToUtf8(options.Types);
    private readonly byte[][] _handlers = ToUtf8(options.Handlers);
    private readonly byte[][] _guids = ToUtf8(options.Guids);
    private readonly byte[][] _scopes = ToUtf8(options.Scopes.Select(scope => scope.TrimEnd('/')));

    public bool Matches(in EventView view)
        => MatchesAny(_operations, view.OperationText)
            && MatchesAny(_types, view.TypeName)
            && MatchesAny(_handlers, view.DeleteHandlerText)
            && MatchesAny(_guids, view.Guid)
            && IsUnderAny(_scopes, view.QualifiedName)
            && _times.Contains(view);

    private static byte[][] ToUtf8(IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static bool MatchesAny(byte[][] values, Utf8Field field)
    {
        foreach (byte[] value in values)
        {
            if (field.Equals(value))
                return true;
        }

        return values.Length == 0;
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
