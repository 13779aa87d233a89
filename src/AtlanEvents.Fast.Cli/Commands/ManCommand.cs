using System.CommandLine;
using System.Globalization;
using System.Reflection;
using AtlanEvents.Fast.Cli.Documentation;
using AtlanEvents.Fast.Cli.Documentation.Manual;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events man</c>: the man page.</summary>
internal static class ManCommand
{
    public static Command Create()
    {
        var command = new Command("man", "Write the man page of the tool, with all commands and options.");
        command.SetAction(parsed =>
        {
            DocumentedCommand root = DocumentedCommand.Of(parsed.RootCommandResult.Command);
            parsed.InvocationConfiguration.Output.Write(ManPage.Write(root, Version(), Date()));
        });
        return command;
    }

    // Without the commit.
    private static string Version()
        => typeof(ManCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    // That of the build, so that the same tool always writes the same page.
    private static string Date()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, $"{typeof(ManCommand).Assembly.GetName().Name}.dll");
        DateTime date = File.Exists(tool) ? File.GetLastWriteTimeUtc(tool) : DateTime.UtcNow;
        return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
