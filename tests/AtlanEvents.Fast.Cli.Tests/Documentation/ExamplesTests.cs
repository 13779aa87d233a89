using AtlanEvents.Fast.Benchmarks.Delivery;

namespace AtlanEvents.Fast.Cli.Tests.Documentation;

/// <summary>The examples in help work when pasted into a shell, given their files, programs and receiver.</summary>
public sealed class ExamplesTests : FileTests
{
    [ProgramTheory("bash")]
    [InlineData("stats")]
    [InlineData("replay")]
    [InlineData("generate")]
    [InlineData("audit")]
    [InlineData("report")]
    [InlineData("completion")]
    [InlineData("man")]
    public async Task Every_example_of_help_succeeds(string command)
    {
        // Archives are sent without confirmation.
        string[] dump =
            command is "audit" or "report" ? ["generate", "--handler", "SOFT"] : ["generate", "--handler", "SOFT", "--tables", "20", "--columns", "50"];
        Folder.Write("dump.ndjson", (await Tool.RunAsync(dump)).OutputBytes);
        File.Copy(Repository.BulkDelete, Folder.PathOf("dump.ndjson.gz"));
        ToolResult records = await Tool.RunAsync("replay", "--format", "tsv", Folder.PathOf("dump.ndjson"));
        Folder.Write("guids.txt", string.Join('\n', records.OutputLines.Skip(1).Select(line => line.Split('\t')[2])));
        WriteProgram("atlan-events", $"exec '{Repository.ToolPath}' \"$@\"");
        WriteProgram("kubectl", "cat dump.ndjson");
        foreach (string program in new[] { "jq", "man", "gzip" }.Where(program => !Shell.Has(program)))
            WriteProgram(program, "cat > /dev/null");

        TestTopic topic = await TestTopic.CreateAsync();
        await topic.ProduceAsync([Soft]);
        using var receiver = new LoopbackReceiver();
        string[] examples = await ExamplesOfAsync(command);
        Assert.NotEmpty(examples);
        foreach (string example in examples)
        {
            string typed = example
                .Replace("https://consumer.example.com/atlan", receiver.Url)
                .Replace("kafka-1:9092/ATLAS_ENTITIES", $"{topic.Cluster.BootstrapServers}/{topic.Name}")
                .Replace("1000000", "1000");
            ToolResult result = await Shell.RunAsync(
                "bash",
                ["--norc", "-c", $"set -eo pipefail\n{typed}"],
                [],
                Folder.PathOf(""),
                ("PATH", $"{Folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}"),
                ("HOME", Folder.PathOf("home")),
                ("ATLAN_SECRET", "secret"));

            Assert.True(result.ExitCode == 0, $"{example}\nexits {result.ExitCode}: {result.Error}");
        }

        AssertFilesWritten(command, receiver);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("stats", "--help")]
    [InlineData("replay", "--help")]
    [InlineData("generate", "--help")]
    [InlineData("audit", "--help")]
    [InlineData("receive", "--help")]
    [InlineData("report", "--help")]
    [InlineData("completion", "--help")]
    [InlineData("man", "--help")]
    public async Task Examples_fit_into_80_columns(params string[] arguments)
    {
        string help = (await Tool.RunAsync(arguments)).Output;

        Assert.All(
            help[..help.IndexOf("\nDescription:", StringComparison.Ordinal)].Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    // Check the files that the examples write, not only the exit codes.
    private void AssertFilesWritten(string command, LoopbackReceiver receiver)
    {
        string[] files = command switch
        {
            "replay" => ["analytics.ndjson", "purged.csv", "events.parquet", "good.ndjson", "sent.json", "events.ndjson", "events.json", "progress.ndjson"],
            "report" => ["report.html", "analytics.html"],
            "generate" => ["dump.ndjson", "big.ndjson.gz", "mixed.ndjson"],
            "completion" => ["home/.bashrc", "home/.zfunc/_atlan-events", "home/.config/fish/completions/atlan-events.fish"],
            "man" => ["home/.local/share/man/man1/atlan-events.1"],
            _ => [],
        };
        Assert.All(files, file => Assert.NotEqual(0, new FileInfo(Folder.PathOf(file)).Length));
        if (command != "replay")
            return;

        Assert.True(File.ReadLines(Folder.PathOf("purged.csv")).Count() > 1);

        // The dump, and the message of the topic.
        Assert.Equal(File.ReadLines(Folder.PathOf("dump.ndjson")).Count() + 1, receiver.Requests);
    }

    // Help has purposes indented by two, and commands by four.
    private static async Task<string[]> ExamplesOfAsync(string command)
    {
        string help = (await Tool.RunAsync(command, "--help")).Output;
        string examples = help["Examples:\n".Length..help.IndexOf("\n\n", StringComparison.Ordinal)];
        var commands = new List<string>();
        foreach (string line in examples.Split('\n'))
        {
            if (!line.StartsWith("    ", StringComparison.Ordinal))
                commands.Add("");
            else
                commands[^1] += $"{line[4..]}\n";
        }

        return [.. commands];
    }

    private void WriteProgram(string name, string script)
    {
        Directory.CreateDirectory(Folder.PathOf("bin"));
        Directory.CreateDirectory(Folder.PathOf("home"));
        string path = Folder.Write($"bin/{name}", $"#!/bin/sh\n{script}\n");
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
