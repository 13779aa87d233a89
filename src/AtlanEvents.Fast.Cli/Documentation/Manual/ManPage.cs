namespace AtlanEvents.Fast.Cli.Documentation.Manual;

/// <summary>The man page of the tool, with the sections in the order of man-pages(7).</summary>
internal sealed class ManPage
{
    private readonly Roff _page = new();
    private readonly DocumentedCommand _root;
    private readonly DocumentedCommand[] _eventCommands;
    private readonly DocumentedOption[] _shared;

    private ManPage(DocumentedCommand root)
    {
        _root = root;

        // The options shared by all commands that read events are documented once.
        _eventCommands = [.. root.Commands.Where(command => command.Arguments.Any(argument => argument.Value.IsFile))];
        _shared =
        [
            .. _eventCommands[0].Options
                .Where(option => _eventCommands.All(command => command.Options.Any(option.IsSameAs)))
                .Where(option => !root.Options.Any(option.IsSameAs)),
        ];
    }

    /// <param name="root">The root command.</param>
    /// <param name="version">The version of the tool.</param>
    /// <param name="date">The date of that version, such as 2026-01-31.</param>
    public static string Write(DocumentedCommand root, string version, string date)
    {
        var page = new ManPage(root);
        page._page.Title(root.Name, date, $"{root.Name} {version}");
        page.WriteStart();
        page.WriteCommands();
        page.WriteOptions();
        page.WriteTables();
        page.WriteExamples();
        page.WriteSeeAlso();
        return page._page.ToString();
    }

    private void WriteStart()
    {
        _page.Section("NAME");
        _page.Text($"{_root.Name} - {char.ToLowerInvariant(_root.Summary[0])}{_root.Summary[1..]}");
        _page.Section("SYNOPSIS");
        _page.Unfilled(_root.Commands.Select(command => string.Join(' ',
        [
            Roff.Bold(Roff.Escaped($"{_root.Name} {command.Name}")),
            .. command.Arguments.Select(Synopsis),
            $"[{Roff.Italic("option")}...]",
        ])));
        _page.Section("DESCRIPTION");
        _page.Text(_root.Description);
        _page.Paragraph("An event is a line of JSON that Atlan emits for an asset that is created, changed, tagged or deleted. "
            + "Inputs are files or standard input (- or no INPUT), read in the order given. "
            + "Results are written to standard output, everything else to standard error.");
    }

    private void WriteCommands()
    {
        _page.Section("COMMANDS");
        foreach (DocumentedCommand command in _root.Commands)
        {
            _page.Subsection(string.Join(' ', [command.Name, .. command.Arguments.Select(argument => argument.Synopsis)]));
            _page.Text(command.Description);
            foreach (DocumentedArgument argument in command.Arguments.Where(argument => argument.Value.Choices.Count > 0))
                _page.Term(Roff.Italic(Roff.Escaped(argument.Value.Name)), argument.Description);

            foreach (DocumentedOption option in command.Options.Where(option => !IsShared(option)))
                WriteOption(option);

            foreach (string note in Examples.NotesFor(command.Name))
                _page.Paragraph(note);
        }
    }

    private bool IsShared(DocumentedOption option) => _root.Options.Any(option.IsSameAs) || _shared.Any(option.IsSameAs);

    private void WriteOptions()
    {
        _page.Section("OPTIONS");
        _page.Text($"Options of {string.Join(", ", _eventCommands.Select(command => command.Name))}:");
        foreach (DocumentedArgument argument in _eventCommands[0].Arguments)
            _page.Term(Synopsis(argument), argument.Description);

        foreach (DocumentedOption option in _shared)
            WriteOption(option);

        _page.Paragraph("Options of the tool:");
        foreach (DocumentedOption option in _root.Options)
            WriteOption(option);
    }

    private void WriteOption(DocumentedOption option)
    {
        string value = option.Value is null ? "" : $" {Roff.Italic(Roff.Escaped(option.Value.Name))}";
        string names = string.Join(", ", option.Names.Select(name => Roff.Bold(Roff.Escaped(name))));
        string text = option.Description.EndsWith('.') ? option.Description : $"{option.Description}.";
        if (option.Value?.Choices.All(choice => text.Contains(choice, StringComparison.Ordinal)) == false)
            text = $"{text} {option.Value.Name} is one of {string.Join(", ", option.Value.Choices)}.";

        _page.Term($"{names}{value}", option.Default is null ? text : $"{text} [default: {option.Default}]");
    }

    private void WriteTables()
    {
        _page.Section("EXIT STATUS");
        foreach ((int code, string meaning) in ExitStatus.All)
            _page.Term(Roff.Bold($"{code}"), $"{char.ToUpperInvariant(meaning[0])}{meaning[1..]}.");

        _page.Section("ENVIRONMENT");
        foreach ((string name, string meaning) in EnvironmentVariables.All)
            _page.Term(Roff.Bold(name), meaning);
    }

    private void WriteExamples()
    {
        _page.Section("EXAMPLES");
        foreach (DocumentedCommand command in _root.Commands)
        {
            _page.Subsection(command.Name);
            foreach (Example example in Examples.Of(command.Name))
            {
                _page.Paragraph(example.Purpose);
                _page.Code(example.Command);
            }
        }
    }

    private void WriteSeeAlso()
    {
        _page.Section("SEE ALSO");
        _page.References("gzip", "jq");
    }

    private static string Synopsis(DocumentedArgument argument)
        => argument.Synopsis.Replace(argument.Value.Name, Roff.Italic(Roff.Escaped(argument.Value.Name)), StringComparison.Ordinal);
}
