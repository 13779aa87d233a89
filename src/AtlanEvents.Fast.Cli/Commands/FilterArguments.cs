using System.CommandLine;
using AtlanEvents.Fast.Cli.Filtering;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options that pick events. Each may be repeated: one of its values is enough, and every option must be met.</summary>
internal sealed class FilterArguments
{
    private readonly Option<string[]> _operation = New("--operation", "NAME", "Only this operation, such as ENTITY_DELETE. Filters repeat: one of each kind must fit.");
    private readonly Option<string[]> _type = New("--type", "NAME", "Only assets of this type, such as Column.");
    private readonly Option<string[]> _handler = New("--handler", "NAME", "Only deletes with this handler: DEFAULT, SOFT, HARD or PURGE.");
    private readonly Option<string[]> _under = New("--under", "QUALIFIED_NAME", "Only this asset and all below it.");
    private readonly Option<string[]> _guid = New("--guid", "GUID", "Only this asset.");

    // Events may have others.
    public FilterArguments()
    {
        _operation.CompletionSources.Add(
            "ENTITY_CREATE", "ENTITY_UPDATE", "ENTITY_DELETE", "BUSINESS_ATTRIBUTE_UPDATE",
            "CLASSIFICATION_ADD", "CLASSIFICATION_UPDATE", "CLASSIFICATION_DELETE");
        _handler.CompletionSources.Add("DEFAULT", "SOFT", "HARD", "PURGE");
    }

    public void AddTo(Command command)
    {
        foreach (Option<string[]> option in new[] { _operation, _type, _handler, _under, _guid })
            command.Options.Add(option);
    }

    public FilterOptions Read(ParseResult command) => new()
    {
        Operations = command.GetValue(_operation) ?? [],
        Types = command.GetValue(_type) ?? [],
        Handlers = command.GetValue(_handler) ?? [],
        Scopes = command.GetValue(_under) ?? [],
        Guids = command.GetValue(_guid) ?? [],
    };

    private static Option<string[]> New(string name, string value, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };
        option.Validators.Add(InputOptions.RequireText);
        return option;
    }
}
