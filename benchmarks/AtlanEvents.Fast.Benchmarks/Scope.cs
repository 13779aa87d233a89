namespace AtlanEvents.Fast.Benchmarks;

/// <summary>How much of the work a contender does. Separate scopes show where the time goes.</summary>
internal enum Scope
{
    /// <summary>Finds the lines, without looking into them.</summary>
    Frame,

    /// <summary>Locates all five fields of every event, as UTF-8 where the contender can.</summary>
    Locate,

    /// <summary>Creates an object with strings for every event.</summary>
    Materialise,
}

/// <summary>The names of scopes in results.</summary>
internal static class ScopeExtensions
{
    public static string ToText(this Scope scope) => scope.ToString().ToLowerInvariant();
}
