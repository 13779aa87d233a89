using System.Text.RegularExpressions;
using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Replaying;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Tests.Checkpoints;

/// <summary>Resuming from a checkpoint, and the errors that prevent it.</summary>
public sealed class CheckpointTests : FileTests
{
    private const int Repetitions = 20;

    private readonly string _dump;

    public CheckpointTests() => _dump = Folder.Write("dump.ndjson", TemporaryFolder.Gunzip(Repository.BulkDelete));

    [Fact]
    public async Task A_complete_run_is_not_repeated()
    {
        ToolResult first = await RunAsync(_dump);
        byte[] output = File.ReadAllBytes(Out);
        ToolResult second = await RunAsync(_dump);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("this replay is complete", second.Error, StringComparison.Ordinal);
        Assert.Equal(output, File.ReadAllBytes(Out));
        Assert.Equal(15_514, SavedJson.GetProperty("events").GetInt64());
        Assert.True(SavedJson.GetProperty("isComplete").GetBoolean());
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_it_skips_events_loses_nothing()
    {
        File.WriteAllText(_dump, "broken\n" + File.ReadAllText(_dump) + "broken\n");
        string dead = Folder.PathOf("dead");
        await Tool.RunAsync([.. Command(_dump), "--dead-letter", dead]);
        Checkpoint before = CheckpointFile.Load(CheckpointPath)! with { IsComplete = false, Point = null };
        CheckpointFile.Save(CheckpointPath, before);

        // The run is stopped before it reads a line.
        var settings = new CheckpointSettings(CheckpointPath, TimeSpan.Zero, before.Options, before.Inputs, CanResumeInside: true);
        using (var checkpoint = CheckpointStore.Open(settings))
        {
            var state = new RejectedLinesState { Lines = before.RejectedLines, DeadLetterLength = before.DeadLetterLength };
            using var rejected = new RejectedLines(new DeadLetterSettings(dead), state);
            OutputWriter output = OutputWriter.ContinueFile(Out, before.OutputLength!.Value);
            await using var sink = new StreamSink(output, EventFormats.Create("fields"), Out, isContinued: true);
            new CheckpointWriter(checkpoint, sink, rejected).Save(isComplete: false);
        }

        Checkpoint after = CheckpointFile.Load(CheckpointPath)!;
        Assert.Equal((2, 15_514), (after.RejectedLines, after.Events));
        Assert.Equal((before.OutputLength, before.DeadLetterLength), (after.OutputLength, after.DeadLetterLength));
        Assert.Equal(1, (await Tool.RunAsync([.. Command(_dump), "--dead-letter", dead])).ExitCode);
        Assert.Equal(2, File.ReadLines(dead).Count());
        Assert.Equal(15_514, File.ReadLines(Out).Count());
    }

    [Fact]
    public async Task A_complete_run_with_rejected_lines_exits_with_the_same_code_again()
    {
        File.AppendAllText(_dump, "broken\n");

        Assert.Equal(1, (await RunAsync(_dump)).ExitCode);
        Assert.Equal(1, (await RunAsync(_dump)).ExitCode);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task A_run_that_a_rejected_line_stops_stops_there_again(string threads)
    {
        byte[] events = File.ReadAllBytes(_dump);
        string input = Folder.Write("input", [.. events, .. "broken\n"u8, .. events]);
        string[] command = [.. Command(input), "--dead-letter", Folder.PathOf("dead"), "--threads", threads];

        for (int run = 0; run < 2; run++)
        {
            Assert.Equal(1, (await Tool.RunAsync([.. command, "--max-rejects", "0"])).ExitCode);
            Assert.Equal(15_514, File.ReadLines(Out).Count());
            Assert.Single(File.ReadLines(Folder.PathOf("dead")));
        }

        Assert.Equal(1, (await Tool.RunAsync([.. command, "--max-rejects", "1"])).ExitCode);
        Assert.Equal(2 * 15_514, File.ReadLines(Out).Count());
        Assert.Single(File.ReadLines(Folder.PathOf("dead")));
    }

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_stopped_run_shows_how_to_resume_and_resumes(string signal, int exitCode)
    {
        byte[] expected = (await Tool.RunAsync("replay", _dump)).OutputBytes;
        string big = Folder.Write("big.ndjson", Repeated(File.ReadAllBytes(_dump)));
        (int actual, string error) = await StopAsync(big, signal);
        for (int attempt = 1; actual == ExitCode.Done && attempt < 10; attempt++)
        {
            // The run ended before the signal.
            File.Delete(Out);
            File.Delete(CheckpointPath);
            (actual, error) = await StopAsync(big, signal);
        }

        Assert.Equal(exitCode, actual);
        string line = error.Split('\n').Single(
            text => text.StartsWith("To resume, run: ", StringComparison.Ordinal))["To resume, run: ".Length..];
        Assert.Equal(string.Join(' ', ["atlan-events", .. Command(big)]), line);
        Assert.InRange(SavedJson.GetProperty("events").GetInt64(), 1, (Repetitions * 15_514) - 1);

        ToolResult rest = await RunAsync(big);
        Assert.Equal(0, rest.ExitCode);
        Assert.True(File.ReadAllBytes(Out).AsSpan().SequenceEqual(Repeated(expected)), "The output differs.");
    }

    [Theory]
    [InlineData("longer", "it has")]
    [InlineData("shorter", "it has")]
    [InlineData("start", "its start differs")]
    [InlineData("end", "its end differs")]
    [Trait("Behaviour", "checkpoint-identity")]
    public async Task A_changed_input_is_an_error(string change, string message)
    {
        await SaveUnfinishedAsync();
        byte[] bytes = File.ReadAllBytes(_dump);
        bytes = change switch
        {
            "longer" => [.. bytes, (byte)'\n'],
            "shorter" => bytes[..^1],
            "start" => [.. " "u8, .. bytes[1..]],
            _ => [.. bytes[..^2], (byte)' ', (byte)'\n'],
        };
        File.WriteAllBytes(_dump, bytes);
        byte[] output = File.ReadAllBytes(Out);

        ToolResult result = await RunAsync(_dump);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("has changed since", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(output, File.ReadAllBytes(Out));
    }

    [Theory]
    [InlineData("another --format", "--format", "csv")]
    [InlineData("another --type", "--type", "Column")]
    [InlineData("another --no-reassembly", "--no-reassembly")]
    public async Task A_changed_option_is_an_error(string message, params string[] options)
    {
        await SaveUnfinishedAsync();

        ToolResult result = await Tool.RunAsync([.. Command(_dump), .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_does_not_affect_the_output_may_change()
    {
        await SaveUnfinishedAsync();

        ToolResult result = await Tool.RunAsync([.. Command(_dump), "--engine", "utf8json", "--quiet"]);

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Another_number_of_inputs_is_an_error()
    {
        await SaveUnfinishedAsync();
        Assert.Equal(2, (await Tool.RunAsync([.. Command(_dump), _dump])).ExitCode);
    }

    [Theory]
    [InlineData(true, "it does not exist any more")]
    [InlineData(false, "it is shorter than before")]
    public async Task A_shortened_output_is_an_error(bool isMissing, string message)
    {
        await SaveUnfinishedAsync();
        if (isMissing)
            File.Delete(Out);
        else
            File.WriteAllBytes(Out, []);

        ToolResult result = await RunAsync(_dump);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not JSON")]
    [InlineData("""{"version":99,"options":{},"inputs":[]}""")]
    public async Task A_file_that_is_not_a_checkpoint_is_an_error_and_is_kept(string content)
    {
        File.WriteAllText(CheckpointPath, content);

        ToolResult result = await RunAsync(_dump);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not a checkpoint", result.Error, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(CheckpointPath));
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task A_checkpoint_with_an_impossible_position_is_an_error()
    {
        await SaveUnfinishedAsync();
        string saved = File.ReadAllText(CheckpointPath);
        string damaged = Regex.Replace(saved, "\"readFrom\": [0-9]+", "\"readFrom\": -1");
        Assert.NotEqual(saved, damaged);
        File.WriteAllText(CheckpointPath, damaged);
        Assert.Equal(-1, SavedJson.GetProperty("point").GetProperty("place").GetProperty("readFrom").GetInt32());

        ToolResult result = await RunAsync(_dump);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not a checkpoint", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_with_a_checkpoint_is_an_error()
    {
        ToolResult result = await Tool.RunAsync("replay", "--checkpoint", CheckpointPath, "-");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("standard input cannot", result.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    [Trait("Behaviour", "checkpoint-identity")]
    public async Task A_second_run_with_the_same_checkpoint_exits_75()
    {
        // The first run blocks on its output.
        using Process first = Tool.Start(["replay", "--checkpoint", CheckpointPath, "--format", "raw", _dump]);
        await first.StandardOutput.BaseStream.ReadExactlyAsync(new byte[1]);

        ToolResult second = await Tool.RunAsync("replay", "--checkpoint", CheckpointPath, "--format", "raw", _dump);
        first.Kill();

        Assert.Equal(75, second.ExitCode);
        Assert.Contains("another atlan-events is using", second.Error, StringComparison.Ordinal);
        Assert.Empty(second.Output);
    }

    [SmallDiskFact]
    public async Task A_full_disk_does_not_advance_the_checkpoint()
    {
        byte[] all = (await Tool.RunAsync("replay", _dump)).OutputBytes;
        using var disk = new SmallDisk();
        string output = disk.PathOf("out");
        string[] command = ["replay", "--to", output, "--checkpoint", CheckpointPath, "--checkpoint-interval", "0", _dump];

        ToolResult full = await Tool.RunAsync(command);
        Assert.Equal(74, full.ExitCode);
        long saved = SavedJson.GetProperty("outputLength").GetInt64();
        Assert.InRange(saved, 0, new FileInfo(output).Length);
        Assert.True(all.AsSpan().StartsWith(File.ReadAllBytes(output)));
        Assert.Equal(all.AsSpan(0, (int)saved).Count((byte)'\n'), SavedJson.GetProperty("events").GetInt64());
    }

    private string Out => Folder.PathOf("out");

    private string CheckpointPath => Folder.PathOf("checkpoint");

    private JsonElement SavedJson => JsonDocument.Parse(File.ReadAllBytes(CheckpointPath)).RootElement;

    private static byte[] Repeated(byte[] bytes)
    {
        byte[] all = new byte[Repetitions * bytes.Length];
        for (int i = 0; i < Repetitions; i++)
            bytes.CopyTo(all, i * bytes.Length);

        return all;
    }

    private string[] Command(string dump) => ["replay", "--to", Out, "--checkpoint", CheckpointPath, "--checkpoint-interval", "0", dump];

    private Task<ToolResult> RunAsync(string dump) => Tool.RunAsync(Command(dump));

    /// <summary>Starts a run, and sends it a signal when it has written something.</summary>
    private async Task<(int ExitCode, string Error)> StopAsync(string dump, string signal)
    {
        using Process process = Tool.Start(Command(dump));
        while (!process.HasExited && (!File.Exists(Out) || new FileInfo(Out).Length == 0))
            await Task.Delay(5);

        Signal.Send(process, signal);
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    /// <summary>Creates the state of a run that was killed at its end.</summary>
    private async Task SaveUnfinishedAsync()
    {
        await RunAsync(_dump);
        string saved = File.ReadAllText(CheckpointPath);
        File.WriteAllText(CheckpointPath, saved.Replace("\"isComplete\": true", "\"isComplete\": false", StringComparison.Ordinal));
        Assert.False(SavedJson.GetProperty("isComplete").GetBoolean());
    }
}
