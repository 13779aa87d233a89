using System.Diagnostics;
using System.Text;
using static AtlanEvents.Fast.Cli.Tests.Events;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>The behaviours of the tool in <c>testdata/behaviour.md</c>. Other tests cover the details.</summary>
public sealed class BehaviourTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(5_000)]
    [Trait("Behaviour", "gzip")]
    public async Task Gzip_that_was_cut_exits_65_and_its_whole_lines_are_kept(int missingBytes)
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => Lines(Hard.Replace("g-1", $"g-{i * 7_919}", StringComparison.Ordinal)))));
        byte[] gzip = TemporaryFolder.Gzip(content);
        string cut = _folder.Write("cut.gz", gzip[..^missingBytes]);

        ToolResult result = await Tool.RunAsync("replay", "--format", "raw", cut);

        Assert.Equal(65, result.ExitCode);
        Assert.Contains("cut.gz: the gzip data is truncated", result.Error);
        Assert.True(result.OutputBytes.Length > content.Length / 2, "Nearly all lines were whole.");
        Assert.True(content.AsSpan().StartsWith(result.OutputBytes), "Only whole lines, in order.");
        Assert.Equal((byte)'\n', result.OutputBytes[^1]);
    }

    [Fact]
    [Trait("Behaviour", "gzip")]
    public async Task Gzip_with_a_wrong_checksum_exits_65()
    {
        byte[] gzip = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Hard)));
        gzip[^6] ^= 1;

        Assert.Equal(65, (await Tool.RunAsync(gzip, ["stats"])).ExitCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xyzzy and more of it, long enough to be no trailer")]
    [InlineData("\0\0\0\0")]
    [Trait("Behaviour", "gzip")]
    public async Task Garbage_after_gzip_exits_65(string garbage)
    {
        byte[] gzip = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Hard)));

        ToolResult result = await Tool.RunAsync([.. gzip, .. Encoding.UTF8.GetBytes(garbage)], ["stats", "--format", "json"]);

        Assert.Equal(65, result.ExitCode);
        Assert.Equal(1, result.OutputJson.GetProperty("events").GetInt64());
    }

    [Fact]
    [Trait("Behaviour", "gzip")]
    public async Task Several_gzip_members_are_one_input()
    {
        byte[] one = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Lines(Hard) + Soft[..50]));
        byte[] two = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(Soft[50..] + "\n"));

        ToolResult result = await Tool.RunAsync([.. one, .. two], ["stats", "--format", "json"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, result.OutputJson.GetProperty("events").GetInt64());
    }

    [Theory]
    [InlineData(1_000_000, 65)]
    [InlineData(10_962_039, 65)]
    [InlineData(10_962_040, 0)]
    [Trait("Behaviour", "decompression-limit")]
    public async Task Decompressing_more_than_the_limit_exits_65(int limit, int exitCode)
    {
        ToolResult result = await Tool.RunAsync("replay", "--format", "raw", "--max-decompressed-bytes", $"{limit}", Repository.BulkDelete);

        byte[] content = TemporaryFolder.Gunzip(Repository.BulkDelete);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(content.AsSpan(0, limit).LastIndexOf((byte)'\n') + 1, result.OutputBytes.Length);
        Assert.True(content.AsSpan().StartsWith(result.OutputBytes));
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("generate", "--columns", "1000000")]
    [Trait("Behaviour", "closed-output")]
    public async Task A_closed_standard_output_ends_the_tool_without_a_message_and_with_141(params string[] command)
    {
        string[] arguments = command[0] == "replay" ? [.. command, Repository.BulkDelete] : command;
        using Process process = Tool.Start(arguments);
        await process.StandardOutput.ReadLineAsync();
        process.StandardOutput.Close();

        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(141, process.ExitCode);
        Assert.Empty(error);
    }

    [UnixFact]
    [Trait("Behaviour", "write-failure")]
    public async Task A_full_disk_exits_74()
    {
        ToolResult result = await Tool.RunAsync("replay", "--to", "/dev/full", Repository.BulkDelete);

        Assert.Equal(74, result.ExitCode);
        Assert.Contains("cannot write /dev/full", result.Error);
    }

    [Fact]
    [Trait("Behaviour", "write-failure")]
    public async Task A_dead_letter_that_cannot_be_written_exits_74()
    {
        ToolResult result = await Tool.RunAsync("stats", "--dead-letter", _folder.PathOf("no/such/folder"), Repository.BulkDelete);

        Assert.Equal(74, result.ExitCode);
    }

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [Trait("Behaviour", "signals")]
    public async Task A_signal_ends_the_run_after_the_current_batch(string signal, int exitCode)
    {
        using Process process = Tool.Start(["replay"]);
        await process.StandardInput.WriteAsync(Lines(Hard) + Soft);
        await process.StandardInput.FlushAsync();
        string? first = await process.StandardOutput.ReadLineAsync();

        Process.Start("kill", ["-" + signal, $"{process.Id}"]).WaitForExit();
        string rest = await process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(exitCode, process.ExitCode);
        Assert.Contains("g-1", first);
        Assert.Empty(rest);
        Assert.Contains("interrupted", error);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [Trait("Behaviour", "many-rejected-lines")]
    public async Task Too_many_rejected_lines_stop_the_run(int limit, int eventsBefore)
    {
        string input = Lines(Hard, Bad, Hard, Bad, Hard, Bad, Hard);

        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(input), ["replay", "--max-rejects", $"{limit}"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(eventsBefore, result.OutputLines.Length);
        Assert.Contains($"stopped: more than {limit}", result.Error);
    }

    [Fact]
    [Trait("Behaviour", "terminal-output")]
    public async Task Control_characters_in_data_do_not_reach_the_terminal()
    {
        string odd = Hard.Replace("Table", @"\u001b[31mred\u202e", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(Lines(odd)), ["stats"]);

        Assert.DoesNotContain('\e', result.Output);
        Assert.Contains(@"\u001b[31mred\u202e", result.Output);
    }

    [Fact]
    [Trait("Behaviour", "csv-and-tsv")]
    public async Task Csv_quotes_as_in_rfc_4180()
    {
        string odd = Hard.Replace("g-1", """a,\"b\"\nc""", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(Lines(odd, Update)), ["replay", "--format", "csv"]);

        Assert.Equal(
            "operationType,typeName,guid,qualifiedName,deleteHandler\n" +
            "ENTITY_DELETE,Table,\"a,\"\"b\"\"\nc\",default/pg/1/db/s/t,HARD\n" +
            "ENTITY_UPDATE,Table,g-3,default/pg/1/db/s/t2,\n",
            result.Output);
    }

    [Fact]
    [Trait("Behaviour", "csv-and-tsv")]
    public async Task Tsv_escapes_tab_newlines_and_backslash()
    {
        string odd = Hard.Replace("g-1", @"a\tb\nc\r\\d", StringComparison.Ordinal);

        ToolResult result = await Tool.RunAsync(Encoding.UTF8.GetBytes(Lines(odd)), ["replay", "--format", "tsv"]);

        Assert.Equal(
            "operationType\ttypeName\tguid\tqualifiedName\tdeleteHandler\n" +
            "ENTITY_DELETE\tTable\t" + @"a\tb\nc\r\\d" + "\tdefault/pg/1/db/s/t\tHARD\n",
            result.Output);
    }
}
