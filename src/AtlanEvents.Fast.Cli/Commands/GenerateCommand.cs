using System.CommandLine;
using System.CommandLine.Parsing;
using AtlanEvents.Fast.Cli.Generation;
using AtlanEvents.Fast.Cli.Generation.Forms;
using AtlanEvents.Fast.Cli.Generation.Lines;
using AtlanEvents.Fast.Cli.Outputs;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events generate</c>: a dump to try things on.</summary>
internal static class GenerateCommand
{
    // Their names are kept in memory, for the level below.
    private const int MostParents = 10_000_000;

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
        FixedValues.Require(handler, "DEFAULT", "SOFT", "HARD", "PURGE");
        var connection = new Option<string>("--connection")
        {
            Description = "The qualified name of the connection.",
            DefaultValueFactory = _ => defaults.Connection,
            HelpName = "QUALIFIED_NAME",
        };
        var mix = new Option<bool>("--mix") { Description = "A mixed stream instead: every kind of event, and other messages." };
        Option<int> events = Number("--events", new MixedStreamOptions().Events, "Lines of a mixed stream.");
        Option<int> seed = Number("--seed", (int)defaults.Seed, "The same seed gives the same bytes. (Compressed ones also depend on the version of .NET and the processor.)");
        var compress = new Option<bool>("--compress") { Description = "Compress each message, as Atlas does with long ones: GZIP, in one record." };
        var split = new Option<int?>("--split")
        {
            Description = "Split messages (compressed, with --compress) that are longer, as Atlas does above 999,488. "
                + "They have 600 to 3,000 bytes, compressed 500 to 1,900, so 100 to 1,500 is sensible: some parts each.",
            HelpName = "BYTES",
            CustomParser = result => (int)InputOptions.ParseNumber(result, 1, int.MaxValue),
        };
        var wrap = new Option<string?>("--wrap")
        {
            Description = $"Put each message, or record of one, into a wrapper: {string.Join(", ", s_wrappers.Keys)}.",
            HelpName = "NAME",
        };
        FixedValues.Require(wrap, [.. s_wrappers.Keys]);
        var everyForm = new Option<bool>("--every-form")
        {
            Description = "Each message in any form: plain, spelled otherwise, compressed, split, wrapped. Parts come in any order, "
                + "some again, and other lines between. The events are those of the same command without it, each once.",
        };

        var command = new Command("generate", "Write a dump to try things on: by default a bulk delete of 15,514 assets.")
        {
            databases, schemas, tables, columns, handler, connection, mix, events, seed, compress, split, wrap, everyForm,
        };
        command.Validators.Add(RejectFormsBesideEveryForm);
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

        void RejectFormsBesideEveryForm(CommandResult result)
        {
            if (result.GetValue(everyForm) && (result.GetValue(compress) || result.GetResult(split) is not null || result.GetResult(wrap) is not null))
                result.AddError("--every-form picks the form of each message itself, so --compress, --split and --wrap cannot be given with it.");
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

        // Forms have random numbers of their own, so the events are those of the plain stream.
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

    private static Option<int> Number(string name, int defaultValue, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        HelpName = "N",
        CustomParser = result => (int)InputOptions.ParseNumber(result, 0, most),
    };
}
