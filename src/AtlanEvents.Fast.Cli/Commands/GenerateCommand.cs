using System.CommandLine;
using AtlanEvents.Fast.Cli.Generation;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events generate</c>: a dump to try things on.</summary>
internal static class GenerateCommand
{
    // Their names are kept in memory, for the level below.
    private const int MostParents = 10_000_000;

    public static Command Create(StopSignal stop)
    {
        var defaults = new BulkDeleteOptions();
        Option<int> databases = Number("--databases", defaults.Databases, "Databases in the connection that was deleted.", MostParents);
        Option<int> schemas = Number("--schemas", defaults.Schemas, "Schemas in all.", MostParents);
        Option<int> tables = Number("--tables", defaults.Tables, "Tables in all.", MostParents);
        Option<int> columns = Number("--columns", defaults.Columns, "Columns in all.");
        var handler = new Option<string>("--handler")
        {
            Description = "How they were deleted: DEFAULT, SOFT, HARD or PURGE.",
            DefaultValueFactory = _ => defaults.Handler,
            HelpName = "NAME",
        };
        handler.AcceptOnlyFromAmong("DEFAULT", "SOFT", "HARD", "PURGE");
        var connection = new Option<string>("--connection")
        {
            Description = "The qualified name of the connection.",
            DefaultValueFactory = _ => defaults.Connection,
            HelpName = "QUALIFIED_NAME",
        };
        var mix = new Option<bool>("--mix") { Description = "A mixed stream instead: every kind of event, and other messages." };
        Option<int> events = Number("--events", new MixedStreamOptions().Events, "Lines of a mixed stream.");
        Option<int> seed = Number("--seed", (int)defaults.Seed, "The same seed gives the same bytes.");

        var command = new Command("generate", "Write a dump to try things on: by default a bulk delete of 15,514 assets.")
        {
            databases, schemas, tables, columns, handler, connection, mix, events, seed,
        };
        command.SetAction((parsed, _) =>
        {
            using OutputWriter output = OutputWriter.ToStandardOutput();
            using var stream = new OutputStream(output, stop.Token);
            try
            {
                Write(parsed, stream);
            }
            catch (OperationCanceledException)
            {
                output.Flush();
                throw;
            }

            output.Flush();
            return Task.FromResult(ExitCode.Done);
        });
        return command;

        void Write(ParseResult parsed, Stream stream)
        {
            if (parsed.GetValue(mix))
            {
                MixedStream.Write(stream, new MixedStreamOptions { Events = parsed.GetValue(events), Seed = (ulong)parsed.GetValue(seed) });
            }
            else
            {
                BulkDeleteDump.Write(stream, new BulkDeleteOptions
                {
                    Databases = parsed.GetValue(databases),
                    Schemas = parsed.GetValue(schemas),
                    Tables = parsed.GetValue(tables),
                    Columns = parsed.GetValue(columns),
                    Handler = parsed.GetValue(handler)!,
                    Connection = parsed.GetValue(connection)!,
                    Seed = (ulong)parsed.GetValue(seed),
                });
            }
        }
    }

    private static Option<int> Number(string name, int defaultValue, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        HelpName = "N",
        CustomParser = result => (int)InputOptions.ParseNumber(result, 0, most),
    };
}
