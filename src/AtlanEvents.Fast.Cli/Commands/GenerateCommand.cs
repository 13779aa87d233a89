using System.CommandLine;
using System.CommandLine.Parsing;
using AtlanEvents.Fast.Cli.Generation;
using AtlanEvents.Fast.Cli.Generation.Forms;
using AtlanEvents.Fast.Cli.Generation.Lines;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events generate</c>: writes a synthetic dump.</summary>
internal static class GenerateCommand
{
    // The names of a level are kept in memory while the level below is written.
    private const int MaxParents = 10_000_000;

    private static readonly Dictionary<string, WrapperKind> s_wrappers = new()
    {
        ["lambda"] = WrapperKind.Lambda,
        ["lambda-base64"] = WrapperKind.LambdaBase64,
        ["eventbridge"] = WrapperKind.EventBridge,
        ["connect"] = WrapperKind.Connect,
        ["connect-schema"] = WrapperKind.ConnectSchema,
    };

    public static Command Create(StopSignal stop)
    {
        var defaults = new BulkDeleteOptions();
        Option<int> databases = Number("--databases", defaults.Databases, "The number of databases in the deleted connection.", MaxParents);
        Option<int> schemas = Number("--schemas", defaults.Schemas, "The total number of schemas.", MaxParents);
        Option<int> tables = Number("--tables", defaults.Tables, "The total number of tables.", MaxParents);
        Option<int> columns = Number("--columns", defaults.Columns, "The total number of columns.");
        const string HandlerDescription = "The delete handler: DEFAULT, SOFT, HARD or PURGE.";
        Option<string?> handler = OptionFactory.Choice(
            "--handler", "NAME", HandlerDescription, defaults.Handler, "DEFAULT", "SOFT", "HARD", "PURGE");
        var connection = new Option<string>("--connection")
        {
            Description = "The qualified name of the connection.",
            DefaultValueFactory = _ => defaults.Connection,
            HelpName = "QUALIFIED_NAME",
        };
        var mix = new Option<bool>("--mix") { Description = "Write a mixed stream instead: every kind of event, and other messages." };
        Option<int> events = Number("--events", new MixedStreamOptions().Events, "The number of lines of a mixed stream.");
        Option<int> seed = Number(
            "--seed",
            (int)defaults.Seed,
            "The random seed. The same seed gives the same bytes (compressed bytes also depend on the .NET version and the processor).");
        var compress = new Option<bool>("--compress") { Description = "Compress each message with gzip, as Atlas does with long ones." };
        Option<int?> split = OptionFactory.OptionalNumber(
            "--split",
            "Split messages of more than BYTES, as Atlas does above 999,488; with --compress, after compression. "
                + "Messages have 600 to 3,000 bytes, or 500 to 1,900 compressed, so use values from 100 to 1,500.",
            1,
            int.MaxValue,
            "BYTES");
        string wrapDescription = $"Put each message, or part of a message, into a wrapper: {string.Join(", ", s_wrappers.Keys)}.";
        Option<string?> wrap = OptionFactory.Choice("--wrap", "NAME", wrapDescription, defaultValue: null, [.. s_wrappers.Keys]);
        var everyForm = new Option<bool>("--every-form")
        {
            Description = "Write each message in a random form: plain, reformatted, compressed, split or wrapped. Parts come in any order, "
                + "some repeatedly, with other lines between them. The events are the same as without this option.",
        };

        var command = new Command("generate", "Write a synthetic dump: by default, a bulk delete of 15,514 assets.")
        {
            databases, schemas, tables, columns, handler, connection, mix, events, seed, compress, split, wrap, everyForm,
        };
        command.Validators.Add(RejectFormsWithEveryForm);
        command.Validators.Add(RejectOptionsOfTheOtherKind);
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

        void RejectFormsWithEveryForm(CommandResult result)
        {
            bool hasForm = result.GetValue(compress) || result.GetResult(split) is not null || result.GetResult(wrap) is not null;
            if (result.GetValue(everyForm) && hasForm)
                result.AddError("--every-form cannot be used with --compress, --split or --wrap");
        }

        void RejectOptionsOfTheOtherKind(CommandResult result)
        {
            bool isMixed = result.GetValue(mix);
            Option[] others = isMixed ? [databases, schemas, tables, columns, handler, connection] : [events];
            if (others.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is Option other)
                result.AddError(isMixed ? $"{other.Name} cannot be used with --mix" : $"{other.Name} needs --mix");
        }

        void Write(ParseResult parsed, Stream stream)
        {
            using var writer = new LineWriter(stream);
            ILineSink lines = InForms(parsed, writer);
            if (parsed.GetValue(mix))
            {
                MixedStream.Write(lines, new MixedStreamOptions { Events = parsed.GetValue(events), Seed = SeedOf(parsed) });
            }
            else
            {
                BulkDeleteDump.Write(lines, new BulkDeleteOptions
                {
                    Databases = parsed.GetValue(databases),
                    Schemas = parsed.GetValue(schemas),
                    Tables = parsed.GetValue(tables),
                    Columns = parsed.GetValue(columns),
                    Handler = parsed.GetValue(handler)!,
                    Connection = parsed.GetValue(connection)!,
                    Seed = SeedOf(parsed),
                });
            }

            lines.Complete();
        }

        // Forms use a separate random sequence, so the events are the same as in the plain stream.
        ILineSink InForms(ParseResult parsed, ILineSink lines)
        {
            var random = new SplitMix64(~SeedOf(parsed));
            if (parsed.GetValue(everyForm))
                return new EveryFormSink(lines, random, new Noise(random, hasUnknownMessages: parsed.GetValue(mix)));

            if (parsed.GetValue(wrap) is string name)
                lines = new WrappingSink(lines, new MessageWrapper(random), s_wrappers[name]);

            bool isCompressed = parsed.GetValue(compress);
            int? partBytes = parsed.GetValue(split);
            return isCompressed || partBytes is not null
                ? new RecordSink(lines, new MessageRecords(random), isCompressed, partBytes ?? int.MaxValue)
                : lines;
        }

        ulong SeedOf(ParseResult parsed) => (ulong)parsed.GetValue(seed);
    }

    private static Option<int> Number(string name, int defaultValue, string description, int max = int.MaxValue)
        => OptionFactory.Number(name, description, defaultValue, min: 0, max);
}
