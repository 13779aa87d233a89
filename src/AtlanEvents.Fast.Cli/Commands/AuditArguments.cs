using System.CommandLine;
using System.CommandLine.Parsing;
using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Findings;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options for the scope and the expectations of an audit.</summary>
internal sealed class AuditArguments
{
    private readonly Option<string[]> _under = OptionFactory.Texts(
        "--under",
        "QUALIFIED_NAME",
        "Audit only this asset and everything below it. May be repeated. Without it, every connection is audited.");

    private readonly TimeArguments _times = new();

    private readonly Option<Dictionary<string, long>> _expect = new("--expect")
    {
        Description = "The expected number of assets by type, such as Column=15000,Table=500. Other types are not compared.",
        HelpName = "TYPE=N,...",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseTotals,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _guids = OptionFactory.Text(
        "--expect-guids",
        "FILE",
        "A file of the guids that should be deleted, and no others: one per line, plain or compressed. # starts a comment.");

    private readonly Option<string[]> _allow = new("--allow")
    {
        Description = "Report findings with this code, such as duplicate-delete, but do not count them as faults. May be repeated.",
        HelpName = "CODE",
        Arity = ArgumentArity.OneOrMore,
    };

    public AuditArguments()
    {
        _expect.Validators.Add(ValueRules.RejectEmpty);
        ValueRules.AllowOnly(_allow, FindingCode.Allowable);
    }

    public void AddTo(Command command)
    {
        command.AddOptions(_under);
        _times.AddTo(command);
        command.AddOptions(_expect, _guids, _allow);
    }

    public AuditOptions Read(ParseResult command) => new()
    {
        Scopes = command.GetValue(_under) ?? [],
        Times = _times.Read(command),
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
                result.AddError($"--expect must be TYPE=N, such as Column=15000, not '{entry}'");
            else if (!totals.TryAdd(entry[..equals].Trim(), count))
                result.AddError($"--expect names {entry[..equals]} twice");
        }

        return totals;
    }
}
