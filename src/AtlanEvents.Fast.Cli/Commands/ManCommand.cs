using System.CommandLine;
using System.Reflection;
using AtlanEvents.Fast.Cli.Documentation;
using AtlanEvents.Fast.Cli.Documentation.Manual;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events man</c>: writes the man page.</summary>
internal static class ManCommand
{
    public static Command Create()
    {
        var command = new Command("man", "Write the man page.");
        command.SetAction(parsed =>
        {
            DocumentedCommand root = DocumentedCommand.Of(parsed.RootCommandResult.Command);
            parsed.InvocationConfiguration.Output.Write(ManPage.Write(root, Version(), Date()));
        });
        return command;
    }

    // Without the commit hash.
    private static string Version()
        => typeof(ManCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    // The date of the build, so that the same build always writes the same page.
    private static string Date()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, $"{typeof(ManCommand).Assembly.GetName().Name}.dll");
        DateTime date = File.Exists(tool) ? File.GetLastWriteTimeUtc(tool) : DateTime.UtcNow;
        return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
