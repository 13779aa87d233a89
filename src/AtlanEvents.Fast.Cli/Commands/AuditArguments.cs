using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Findings;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options that say what is audited, and what is expected.</summary>
internal sealed class AuditArguments
{
    private readonly Option<string[]> _under = new("--under")
    {
        Description = "Audit only this asset and all below it. May be repeated. Without it, every connection.",
        HelpName = "QUALIFIED_NAME",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<Dictionary<string, long>> _expect = new("--expect")
    {
        Description = "How many assets of a type there should be, as in Column=15000,Table=500. Other types are not compared.",
        HelpName = "TYPE=N,...",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseTotals,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _guids = new("--expect-guids")
    {
        Description = "A file of the guids that should be deleted, and no others: one a line, plain or gzip; # starts a comment.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _allow = new("--allow")
    {
        Description = "Report findings of this code, but do not hold them against the delete: duplicate-delete, say. May be repeated.",
        HelpName = "CODE",
        Arity = ArgumentArity.OneOrMore,
    };

    public AuditArguments()
    {
        _under.Validators.Add(InputOptions.RequireText);
        _expect.Validators.Add(InputOptions.RequireText);
        _guids.Validators.Add(InputOptions.RequireText);
        FixedValues.Require(_allow, FindingCode.Allowable);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_under);
        command.Options.Add(_expect);
        command.Options.Add(_guids);
        command.Options.Add(_allow);
    }

    public AuditOptions Read(ParseResult command) => new()
    {
        Scopes = command.GetValue(_under) ?? [],
        Totals = command.GetValue(_expect) ?? [],
        GuidFile = command.GetValue(_guids),
        Allowed = command.GetValue(_allow) ?? [],
    };

    private static Dictionary<string, long> ParseTotals(ArgumentResult result)
    {
        var totals = new Dictionary<string, long>();
        foreach (string entry in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            int equals = entry.LastIndexOf('=');
            if (equals <= 0 || !long.TryParse(entry.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
                result.AddError($"--expect must be TYPE=N, such as Column=15000, and is '{entry}'.");
            else if (!totals.TryAdd(entry[..equals].Trim(), count))
                result.AddError($"--expect names {entry[..equals]} twice.");
        }

        return totals;
    }
}
