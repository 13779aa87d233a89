namespace AtlanEvents.Fast.Cli.Documentation.Completion;

/// <summary>Completion for zsh, to be autoloaded from a folder of <c>fpath</c> or sourced.</summary>
internal static class ZshCompletion
{
    public static string Write(DocumentedCommand root)
    {
        var script = new StringBuilder($$"""
            #compdef {{root.Name}}
            # zsh completion of {{root.Name}}, written by: {{root.Name}} completion zsh

            _{{root.Name}}() {
                local curcontext=$curcontext state line
                typeset -A opt_args
                _arguments -C \

            """);
        foreach (DocumentedOption option in root.Options)
            script.Append($"        {Specification(option)} \\\n");

        script.Append("""
                    '1:command:->command' \
                    '*::argument:->argument' && return

                case $state in
                    command)
                        local -a commands=(

            """);
        foreach (DocumentedCommand command in root.Commands)
            script.Append($"                {Quoted($"{command.Name}:{command.Summary}")}\n");

        script.Append("""
                        )
                        _describe command commands
                        ;;
                    argument)
                        case $words[1] in

            """);
        foreach (DocumentedCommand command in root.Commands)
            WriteCommand(script, command);

        script.Append($$"""
                        esac
                        ;;
                esac
            }

            if [[ $funcstack[1] == _{{root.Name}} ]]; then
                _{{root.Name}} "$@"
            else
                compdef _{{root.Name}} {{root.Name}}
            fi

            """);
        return script.ToString();
    }

    private static void WriteCommand(StringBuilder script, DocumentedCommand command)
    {
        string[] specifications =
        [
            .. command.Options.Select(Specification),
            .. command.Arguments.Select(argument =>
                Quoted($"{(argument.IsRepeatable ? "*" : "1")}:{argument.Value.Name}{Action(argument.Value)}")),
        ];
        script.Append($"                {command.Name})\n                    _arguments \\\n                        ");
        script.AppendJoin(" \\\n                        ", specifications);
        script.Append("\n                    ;;\n");
    }

    // Such as '--format=[Description]:FORMAT:(json table)' or {-q,--quiet}'[Description]'. With =, the value may also be the next word.
    private static string Specification(DocumentedOption option)
    {
        string equals = option.Value is null ? "" : "=";
        string value = option.Value is null ? "" : $":{option.Value.Name}{Action(option.Value)}";
        string what = Quoted($"[{Escaped(option.Summary)}]{value}");
        return option.Names.Count == 1
            ? $"'*{option.Names[0]}{equals}'{what}"
            : $"'*'{{{string.Join(',', option.Names.Select(name => name + equals))}}}{what}";
    }

    private static string Action(DocumentedValue value)
        => value.IsFile ? ":_files" : value.Choices.Count > 0 ? $":({string.Join(' ', value.Choices)})" : ": ";

    private static string Escaped(string text)
        => text
            .Replace("[", "\\[", StringComparison.Ordinal)
            .Replace("]", "\\]", StringComparison.Ordinal)
            .Replace(":", "\\:", StringComparison.Ordinal);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
