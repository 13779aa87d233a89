namespace AtlanEvents.Fast.Cli.Documentation.Completion;

/// <summary>Completion for fish 3.0 and later.</summary>
internal static class FishCompletion
{
    public static string Write(DocumentedCommand root)
    {
        var script = new StringBuilder($$"""
            # fish completion of {{root.Name}}, written by: {{root.Name}} completion fish

            function __atlan_events_command
                set -l words (commandline -opc)
                test "$words[2]" = "$argv[1]"
            end

            complete -c {{root.Name}} -f

            """);
        WriteCommand(script, root, "", root);
        foreach (DocumentedCommand command in root.Commands)
            script.Append($"{Start(root, "")} -a {command.Name} -d {Quoted(command.Summary)}\n");

        foreach (DocumentedCommand command in root.Commands)
            WriteCommand(script, root, command.Name, command);

        return script.ToString();
    }

    private static void WriteCommand(StringBuilder script, DocumentedCommand root, string name, DocumentedCommand command)
    {
        script.Append('\n');
        foreach (DocumentedArgument argument in command.Arguments)
            script.Append($"{Start(root, name)} {Files(argument.Value)}\n");

        foreach (DocumentedOption option in command.Options)
        {
            string names = string.Join(' ', option.Names.Select(Name));
            string value = option.Value is null ? "" : $" -r {Files(option.Value)}";
            script.Append($"{Start(root, name)} {names}{value} -d {Quoted(option.Summary)}\n");
        }
    }

    private static string Name(string option)
        => option.StartsWith("--", StringComparison.Ordinal) ? $"-l {option[2..]}" : $"-s {option[1..]}";

    private static string Start(DocumentedCommand root, string command)
        => $"complete -c {root.Name} -n '__atlan_events_command \"{command}\"'";

    private static string Files(DocumentedValue value)
        => value.IsFile ? "-F" : value.Choices.Count > 0 ? $"-f -a '{string.Join(' ', value.Choices)}'" : "-f";

    private static string Quoted(string text)
        => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
