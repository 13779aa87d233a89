namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>The third-party test data.</summary>
internal static class Corpora
{
    private const string EnvironmentVariable = "ATLAN_EVENTS_CORPORA";

    private static readonly string? s_folder = Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } folder
        ? folder : null;

    /// <summary>The reason why its tests are skipped, or <see langword="null"/>.</summary>
    public static string? WhySkipped { get; } = s_folder is null ? $"Set {EnvironmentVariable} to the folder of the corpora." : null;

    public static string PathOf(params string[] parts) => Path.Combine([s_folder!, .. parts]);

    /// <summary>Returns all files, ordered by path.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Files()
        => Directory.GetFiles(s_folder!, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(s_folder!, path), File.ReadAllBytes(path)));
}

/// <summary>A fact that needs third-party test data, which is not part of this repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpora.WhySkipped;
}

/// <summary>A theory that needs third-party test data, which is not part of this repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpora.WhySkipped;
}
