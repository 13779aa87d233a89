using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Help that starts with what most people come for: a line to copy.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string Stats = """
          atlan-events stats dump.ndjson.gz                      what is in this dump?
          kubectl logs consumer | atlan-events stats -           or in this stream?
          atlan-events stats --by scenario dump.ndjson.gz        what was done: tagged, custom metadata removed, lineage created, ...
          atlan-events stats --format json *.ndjson | jq .typeName
        """;

    private const string Replay = """
          atlan-events replay dump.ndjson.gz                     the five routing fields as JSON, one event a line
          atlan-events replay --format raw --under default/bigquery/1665130698/analytics dump.ndjson > analytics.ndjson
          atlan-events replay --operation ENTITY_DELETE --handler HARD --handler PURGE --format csv --to purged.csv dump.ndjson
          atlan-events replay --dead-letter bad.ndjson --to good.ndjson dump.ndjson
          atlan-events replay --to https://consumer.example.com/atlan --secret-env ATLAN_SECRET --dead-letter refused.ndjson dump.ndjson
          atlan-events replay --follow events.ndjson             as tail -F: each event when it is appended
        """;

    private const string Generate = """
          atlan-events generate > dump.ndjson                    a bulk delete of 15,514 assets
          atlan-events generate --columns 1000000 --handler SOFT | gzip > big.ndjson.gz
          atlan-events generate --mix --events 50000 --seed 7 > mixed.ndjson
          atlan-events generate --every-form | atlan-events audit     compressed, split, wrapped: is every delete found?
        """;

    private const string Audit = """
          atlan-events audit dump.ndjson.gz                      was everything deleted, each asset once, all in one way?
          atlan-events audit --expect Column=15000,Table=500 --expect-guids guids.txt dump.ndjson
          atlan-events audit --under default/bigquery/1665130698/analytics --allow duplicate-delete dump.ndjson
          atlan-events audit --format json dump.ndjson | jq -r .verdict

        What is checked: one ENTITY_DELETE for each asset, and for every asset between a connection (or what --under names) and
        a deleted asset, by the / in qualifiedName. Events may come in any order. Anything off makes the exit code 1: also a
        repeated delete, a rejected line, an incomplete message, and no delete at all.
        Memory: some 60 bytes an asset, whatever its name, and the names of those that others stand below.
        """;

    private const string ExitCodes = """
        Exit codes:
          0    done; of audit, clean                     1    done, but lines were rejected, or events refused; of audit, not clean
          2    wrong usage                              65    input damaged, cut, or not UTF-8
          66   no such input                            69    something needed is missing
          74   cannot read or write                     75    the receiver does not take events; can be run again
          130  stopped by Ctrl-C                       141    standard output was closed
          143  stopped by SIGTERM
        """;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        output.WriteLine(ExamplesOf(parseResult.CommandResult.Command.Name));
        output.WriteLine();
        int result = help.Invoke(parseResult);
        output.WriteLine(ExitCodes);
        return result;
    }

    private static string ExamplesOf(string command) => command switch
    {
        "stats" => Stats,
        "replay" => Replay,
        "generate" => Generate,
        "audit" => Audit,
        _ => string.Join(Environment.NewLine, Stats, Replay, Generate, Audit[..Audit.IndexOf('\n', StringComparison.Ordinal)]),
    };
}
