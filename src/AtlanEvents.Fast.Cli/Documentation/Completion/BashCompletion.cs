namespace AtlanEvents.Fast.Cli.Documentation.Completion;

/// <summary>Completion for bash 3.2 (macOS) and later. Does not need the package bash-completion.</summary>
/// <remarks>
/// File names are left to readline, which quotes them correctly; bash falls back to it when the function offers nothing. Where neither
/// words nor files fit, the function disables the fallback, except in bash 3.2, which does not support that.
/// </remarks>
internal static class BashCompletion
{
    public static string Write(DocumentedCommand root)
    {
        var script = new StringBuilder($$"""
            # bash completion of {{root.Name}}, written by: {{root.Name}} completion bash

            _atlan_events_words() {
                COMPREPLY=($(compgen -W "$1" -- "$current"))
                compopt +o default 2> /dev/null
            }

            _atlan_events() {
                local IFS=$' \t\n' current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=
                COMPREPLY=()

                # bash splits --option=value into three words.
                if [[ $current == '=' ]]; then
                    current=
                elif [[ $previous == '=' ]]; then
                    previous=${COMP_WORDS[COMP_CWORD-2]}
                fi

                if (( COMP_CWORD > 1 )); then
                    command=${COMP_WORDS[1]}
                fi

                case "$command $previous" in

            """);

        foreach (DocumentedCommand command in root.Commands)
            WriteValues(script, command);

        script.Append("""
                esac

                case "$command" in

            """);
        WriteWords(script, "", root, root.Commands.Select(command => command.Name));
        foreach (DocumentedCommand command in root.Commands)
            WriteWords(script, command.Name, command, command.Arguments.SelectMany(argument => argument.Value.Choices));

        script.Append($"""
                esac
            {"}"}

            complete -o default -F _atlan_events {root.Name}

            """);
        return script.ToString();
    }

    private static void WriteValues(StringBuilder script, DocumentedCommand command)
    {
        foreach (DocumentedOption option in command.Options)
        {
            if (option.Value is not DocumentedValue value)
                continue;

            string patterns = string.Join('|', option.Names.Select(name => $"'{command.Name} {name}'"));
            string action = value.IsFile ? "return" : $"_atlan_events_words '{string.Join(' ', value.Choices)}'; return";
            script.Append($"        {patterns}) {action} ;;\n");
        }
    }

    // Where an input is possible, readline offers files.
    private static void WriteWords(StringBuilder script, string name, DocumentedCommand command, IEnumerable<string> words)
    {
        string options = string.Join(' ', command.Options.SelectMany(option => option.Names));
        bool isFile = command.Arguments.Any(argument => argument.Value.IsFile);
        string otherwise = isFile ? "" : $" else _atlan_events_words '{string.Join(' ', words)}';";
        script.Append($"        '{name}') if [[ $current == -* ]]; then _atlan_events_words '{options}';{otherwise} fi ;;\n");
    }
}
