using System.CommandLine;
using System.Reflection;
using AtlanEvents.Fast.Cli.Auditing;
using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.HtmlReports;
using AtlanEvents.Fast.Cli.HtmlReports.Collecting;
using AtlanEvents.Fast.Cli.HtmlReports.Pages;
using AtlanEvents.Fast.Cli.HtmlReports.Trees;
using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Reporting;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary><c>atlan-events report</c>: what audit and stats find, as a page for people.</summary>
internal sealed class ReportCommand
{
    private const int MaxExamples = 200;

    // The options that do not change the page.
    private static readonly string[] s_notShown =
        ["--output", "--progress", "--quiet", "--no-color", "--engine", "--threads", "--dead-letter", "--kafka-config"];

    private readonly InputArguments _input = new();
    private readonly AuditArguments _audit = new();

    private readonly Option<string?> _output = OptionFactory.Text(
        "--output", "FILE", "The page to write; - for standard output. An existing file is replaced.");

    private readonly StopSignal _stop;

    private ReportCommand(StopSignal stop)
    {
        _stop = stop;
        _output.Aliases.Add("-o");
        _output.Required = true;
    }

    public static Command Create(StopSignal stop)
    {
        var report = new ReportCommand(stop);
        var command = new Command("report", "Write what audit and stats find as a web page: one file, for whoever must approve a delete.")
        {
            report._output,
        };
        report._audit.AddTo(command);
        report._input.AddTo(command);
        command.SetAction((parsed, _) => report.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        PumpSettings settings = _input.Read(command);
        if (settings.Follow is not null)
            throw new ToolException(ExitCode.Usage, "report reads to the end of the inputs, so it cannot be used with --follow");

        string path = command.GetValue(_output)!;
        AuditOptions options = _audit.Read(command) with { MaxExamples = MaxExamples };
        DeadLetterSettings deadLetter = _input.ReadDeadLetter(command);
        AuditCommand.CheckFiles(options.GuidFile, settings, path, deadLetter);
        using var rejected = new RejectedLines(deadLetter);
        var audit = new Audit(options);
        await AuditCommand.ReadGuidsAsync(audit, settings, _stop).ConfigureAwait(false);

        // Opened first: that it cannot be written should not show only after everything was read.
        using OutputWriter output = path == OutputConflicts.StandardOutput ? OutputWriter.ToStandardOutput() : OutputWriter.CreateFile(path);
        Task<InputDigest[]> digests = InputDigest.OfAsync(settings.Inputs, _stop.Token);
        var collector = new ReportCollector(audit);
        using TopicInputs topics = settings.Topics;
        var pump = new EventPump(settings, rejected, collector);
        RunResult result = await ProgressDisplay.RunAsync(pump, _stop, _input.ReadProgress(command)).ConfigureAwait(false);
        AuditReport report = AuditConclusion.Create(audit, result);
        var content = new ReportContent
        {
            Audit = report,
            Statistics = collector.Statistics,
            Details = collector.Details,
            Roots = AssetTree.Build(report),
            Inputs = await digests.ConfigureAwait(false),
            Run = result,
            FirstRejected = rejected.First,
            Options = OptionsOf(command),
            Version = Version(),
        };
        ReportPage.Write(output, content);
        output.Flush();
        RunReport.Write(result, rejected, deadLetter, _input.IsQuiet(command));
        if (!_input.IsQuiet(command))
            ErrorMessage.WriteLine(AuditText.VerdictOf(report));

        return result.Failure?.ExitCode ?? (report.IsClean ? ExitCode.Done : ExitCode.LinesRejected);
    }

    private static string[] OptionsOf(ParseResult command) =>
    [
        .. command.CommandResult.Command.Options
            .Where(option => !s_notShown.Contains(option.Name) && command.GetResult(option) is { Implicit: false })
            .Select(option => string.Join(' ', command.GetResult(option)!.Tokens.Select(token => token.Value).Prepend(option.Name))),
    ];

    // Without the commit hash.
    private static string Version()
        => typeof(ReportCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
