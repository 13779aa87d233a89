namespace AtlanEvents.Fast.Benchmarks;

/// <summary>What a scope is called in results.</summary>
internal static class ScopeExtensions
{
    public static string ToText(this Scope scope) => scope.ToString().ToLowerInvariant();
}
