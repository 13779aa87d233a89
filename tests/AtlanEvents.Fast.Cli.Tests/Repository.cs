namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Locates files in the working tree.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string BulkDelete => TestData("bulk-delete.ndjson.gz");

    /// <summary>The environment variable that names another executable to test, such as the native one.</summary>
    private const string ToolVariable = "ATLAN_EVENTS_TOOL";

    /// <summary>The executable to test; by default the one in the configuration of this test.</summary>
    public static string ToolPath
    {
        get
        {
            if (Environment.GetEnvironmentVariable(ToolVariable) is { Length: > 0 } path)
                return path;

            string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);
            string name = OperatingSystem.IsWindows() ? "atlan-events.exe" : "atlan-events";
            return Path.Combine(Root, "src", "AtlanEvents.Fast.Cli", "bin", configuration, "net10.0", name);
        }
    }

    public static string TestData(string name) => Path.Combine(Root, "testdata", name);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "AtlanEvents.Fast.sln")))
            folder = Path.GetDirectoryName(folder);

        return folder ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
