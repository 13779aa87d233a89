using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Security.Cryptography;
using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;
using AtlanEvents.Fast.Fuzzing.Minimising;
using AtlanEvents.Fast.Fuzzing.Running;
using AtlanEvents.Fast.Testing;

namespace AtlanEvents.Fast.Fuzzing;

/// <summary>The command line.</summary>
internal sealed class FuzzCommand
{
    /// <summary>No disagreement was found.</summary>
    public const int NothingFound = 0;

    /// <summary>Engines disagree.</summary>
    public const int Found = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;

    private const int DefaultSeconds = 60;
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromSeconds(10);

    private readonly Option<long?> _seconds = Number(
        "--seconds", $"The duration of the run; {DefaultSeconds} by default, unless --cases is given.", 1, 10_000_000);
    private readonly Option<long?> _cases = Number("--cases", "The number of cases to run.", 1, long.MaxValue);
    private readonly Option<long?> _seed = Number("--seed", "The seed of the cases; random by default.", 0, int.MaxValue);
    private readonly Option<long?> _threads = Number("--threads", "The number of threads; 1 by default.", 1, 256);
    private readonly Option<long?> _finds = Number("--finds", "Stop after this number of finds; 1 by default.", 1, 1_000);
    private readonly Option<string> _output = new("--output")
    {
        Description = "The folder for minimised finds.",
        DefaultValueFactory = _ => Repository.PathOf("testdata", "regressions"),
        HelpName = "FOLDER",
    };

    private readonly Option<CaseId?> _case = new("--case")
    {
        Description = "Run only this case.",
        HelpName = "SEED:INDEX",
        CustomParser = ParseCase,
    };
    private readonly Option<FileInfo> _check = new("--check") { Description = "Compare only this input.", HelpName = "FILE" };
    private readonly Option<FileInfo> _minimise = new("--minimise")
    {
        Description = "Minimise this input, on which engines disagree.",
        HelpName = "FILE",
    };

    /// <summary>The command.</summary>
    public RootCommand Create()
    {
        var root = new RootCommand("Compares the fast engine, at every width and on every path, with the reference.")
        {
            _seconds, _cases, _seed, _threads, _finds, _output, _case, _check, _minimise,
        };
        _check.AcceptExistingOnly();
        _minimise.AcceptExistingOnly();
        root.Validators.Add(result =>
        {
            Option[] modes = [_case, _check, _minimise];
            if (modes.Count(mode => result.GetResult(mode) is not null) > 1)
                result.AddError("--case, --check and --minimise cannot be combined.");
        });
        root.SetAction(Run);
        return root;
    }

    private int Run(ParseResult parsed)
    {
        string output = parsed.GetValue(_output)!;
        if (parsed.GetValue(_case) is CaseId id)
            return RunCase(CaseGenerator.Generate(id), output);

        if (parsed.GetValue(_check) is FileInfo check)
            return RunFile(check, null);

        if (parsed.GetValue(_minimise) is FileInfo minimise)
            return RunFile(minimise, output);

        long? cases = parsed.GetValue(_cases);
        long? seconds = parsed.GetValue(_seconds) ?? (cases is null ? DefaultSeconds : null);
        return Fuzz(new FuzzSettings
        {
            Seed = (int?)parsed.GetValue(_seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            Time = seconds is long limit ? TimeSpan.FromSeconds(limit) : Timeout.InfiniteTimeSpan,
            Cases = cases ?? long.MaxValue,
            Threads = (int?)parsed.GetValue(_threads) ?? 1,
            MaxFinds = (int?)parsed.GetValue(_finds) ?? 1,
            Output = output,
        });
    }

    private static int Fuzz(FuzzSettings settings)
    {
        // Printed first, in case the process crashes.
        Console.Error.WriteLine(FormattableString.Invariant($"seed {settings.Seed}"));
        using var stop = new StopSignal();
        var run = new FuzzRun(settings, InputReader.Read, Console.Error.WriteLine);
        using (Console.IsErrorRedirected ? null : new Timer(_ => WriteProgress(run), null, s_progressInterval, s_progressInterval))
            run.Run(stop.Token);

        FuzzSummary.Write(Console.Out, settings.Seed, run, Process.GetCurrentProcess().TotalProcessorTime);
        return run.Finds == 0 ? NothingFound : Found;
    }

    private static int RunCase(FuzzCase fuzzed, string output)
    {
        Disagreement? found = new CaseComparer().Compare(fuzzed.Input, fuzzed.Plan);
        Console.WriteLine(FormattableString.Invariant($"case {fuzzed.Id}: {fuzzed.Input.Length} bytes ({fuzzed.Plan})"));
        if (found is null)
            return Report(null);

        return Keep(fuzzed.Input, fuzzed.Plan, found, output, FormattableString.Invariant($"fuzz-{fuzzed.Id.Seed}-{fuzzed.Id.Index}"));
    }

    private static int RunFile(FileInfo file, string? output)
    {
        byte[] input = File.ReadAllBytes(file.FullName);
        if (FileCheck.Find(new CaseComparer(), input) is not (ReadPlan plan, Disagreement found))
            return Report(null);

        return output is null ? Report(found) : Keep(input, plan, found, output, $"fuzz-{Path.GetFileNameWithoutExtension(file.Name)}");
    }

    private static int Keep(byte[] input, ReadPlan plan, Disagreement found, string output, string name)
    {
        MinimalFind find = new Minimiser(new CaseComparer()).Minimise(input, plan, found);
        Console.WriteLine(
            FormattableString.Invariant($"{RegressionFile.Write(output, name, find)}: {find.Input.Length} bytes ({find.Plan})"));
        return Report(find.Found);
    }

    private static int Report(Disagreement? found)
    {
        Console.WriteLine(found is null ? "All agree." : $"{found}");
        return found is null ? NothingFound : Found;
    }

    private static void WriteProgress(FuzzRun run)
        => Console.Error.WriteLine(
            FormattableString.Invariant($"{run.Elapsed.TotalSeconds:N0} s: {run.Cases:N0} cases, {run.Lines:N0} lines, {run.Finds} finds"));

    private static Option<long?> Number(string name, string description, long least, long most)
    {
        var option = new Option<long?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, out long value) && (value < least || value > most))
                result.AddError(FormattableString.Invariant($"{name} must be between {least} and {most}, but is {value}."));
        });
        return option;
    }

    private static CaseId? ParseCase(ArgumentResult result)
    {
        if (CaseId.TryParse(result.Tokens[0].Value, out CaseId id))
            return id;

        result.AddError($"--case must be SEED:INDEX, but is '{result.Tokens[0].Value}'.");
        return null;
    }
}
