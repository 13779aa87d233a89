namespace AtlanEvents.Fast.Testing;

/// <summary>Finds the files of the repository that tests read.</summary>
public static class Repository
{
    /// <summary>The folder of the solution, found by walking up from the tests.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Returns a path in the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AtlanEvents.Fast.sln")))
                return folder;
        }

        throw new FileNotFoundException("The tests do not run from within the repository.");
    }
}
