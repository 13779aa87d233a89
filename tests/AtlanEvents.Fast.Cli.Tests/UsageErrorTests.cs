namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>Usage errors are described, with suggestions.</summary>
public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("a command is required: stats, replay, audit, report, receive, generate, completion, man")]
    [InlineData("unknown command stat; did you mean stats?", "stat", "dump.ndjson")]
    [InlineData("unknown command explode", "explode")]
    [InlineData("unknown command https://host/hook?...", "https://host/hook?token=secret")]
    [InlineData("unexpected argument 'https://host/hook?...' for generate", "generate", "https://host/hook?token=secret")]
    [InlineData("unknown option --versoin; did you mean --version?", "--versoin")]
    [InlineData("unknown option --fromat; did you mean --format?", "stats", "--fromat", "json", "-")]
    [InlineData("unknown option --nonsense", "stats", "--nonsense", "-")]
    [InlineData("unknown option --colums; did you mean --columns?", "generate", "--colums", "5")]
    [InlineData("unexpected argument 'dump.ndjson' for generate", "generate", "dump.ndjson")]
    [InlineData("--format must be one of table, json, not 'xml'", "stats", "--format", "xml", "-")]
    [InlineData("--progress must be one of auto, always, never, json, not 'sometimes'", "replay", "--progress", "sometimes", "-")]
    public async Task A_usage_error_is_described(string expected, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"atlan-events: {expected}", result.Error.Split('\n')[0].TrimEnd('\r'));
        Assert.StartsWith("For help, run: atlan-events", result.Error.Split('\n')[1]);
    }

    [Theory]
    [InlineData("https://host/hook?token=secret")]
    [InlineData("https://host/hook#secret")]
    public async Task An_address_that_is_taken_for_a_file_is_shown_without_its_query(string address)
    {
        ToolResult result = await Tool.RunAsync("stats", address);
        Assert.Equal(66, result.ExitCode);
        Assert.StartsWith("atlan-events: cannot read https://host/hook?...: no ", result.Error);
    }

    [Theory]
    [InlineData("no-such-command", "no-such-command")]
    [InlineData("--no-such-option", "stats", "--no-such-option")]
    [InlineData("not 'xml'", "stats", "--format", "xml")]
    [InlineData("--columns cannot be used with --mix", "generate", "--mix", "--columns", "5")]
    [InlineData("--handler cannot be used with --mix", "generate", "--handler", "SOFT", "--mix")]
    [InlineData("--events needs --mix", "generate", "--events", "5")]
    [InlineData("not 'many'", "stats", "--max-line-bytes", "many")]
    [InlineData("not '0'", "stats", "--max-line-bytes", "0")]
    [InlineData("not 'turbo'", "stats", "--engine", "turbo")]
    [InlineData("not 'sometimes'", "stats", "--progress", "sometimes")]
    [InlineData("not 'operation'", "stats", "--by", "operation")]
    [InlineData("--by", "stats", "--by")]
    [InlineData("not 'time:5x'", "stats", "--by", "time:5x")]
    [InlineData("not 'time:0m'", "stats", "--by", "time:0m")]
    [InlineData("not 'time:'", "stats", "--by", "time:")]
    [InlineData("not 'time:99999999999d'", "stats", "--by", "time:99999999999d")]
    [InlineData("--by time can be given only once", "stats", "--by", "time", "--by", "time:5m")]
    [InlineData("not 'typename'", "stats", "--top", "typename")]
    [InlineData("not 'typeName:0'", "stats", "--top", "typeName:0")]
    [InlineData("not 'a..b'", "stats", "--top", "a..b")]
    [InlineData("--since must be a time", "stats", "--since", "yesterday")]
    [InlineData("--until must be a time", "replay", "--until", "2022-13-01")]
    [InlineData("--by", "stats", "--by", "scenario", "--by", "scenario")]
    [InlineData("not 'zip'", "stats", "--unwrap", "zip")]
    [InlineData("--max-message-bytes must be", "stats", "--max-message-bytes", "0")]
    [InlineData("--max-pending-bytes must be", "stats", "--max-pending-bytes", "-1")]
    [InlineData("--max-decompressed-bytes must be", "stats", "--max-decompressed-bytes", "-1")]
    [InlineData("--max-decompressed-bytes must be", "stats", "--max-decompressed-bytes", "many")]
    [InlineData("--max-decompressed-bytes must be", "stats", "--max-decompressed-bytes", "1e3")]
    [InlineData("--max-decompressed-bytes must be", "stats", "--max-decompressed-bytes", "99999999999999999999")]
    [InlineData("--handler", "replay", "--handler")]
    [InlineData("--limit must be a whole number", "replay", "--limit", "-1")]
    [InlineData("--sample must be a whole number", "replay", "--sample", "0")]
    [InlineData("--skip must be a whole number", "replay", "--skip", "x")]
    [InlineData("--dedupe must be one of", "replay", "--dedupe", "guid")]
    [InlineData("--dedupe-window must be a whole number", "replay", "--dedupe-window", "0")]
    [InlineData("--to must not be empty", "replay", "--to", "")]
    [InlineData("--dead-letter must not be empty", "replay", "--dead-letter", "")]
    [InlineData("--under must not be empty", "replay", "--under", "")]
    [InlineData("--guid must not be empty", "replay", "--guid", "")]
    [InlineData("not '2147483647'", "generate", "--tables", "2147483647")]
    [InlineData("not '-1'", "generate", "--columns", "-1")]
    [InlineData("'surplus'", "generate", "surplus")]
    [InlineData("not '0'", "generate", "--split", "0")]
    [InlineData("not '-3'", "generate", "--split", "-3")]
    [InlineData("not 'many'", "generate", "--split", "many")]
    [InlineData("not '2147483648'", "generate", "--split", "2147483648")]
    [InlineData("--split", "generate", "--split")]
    [InlineData("not 'sqs'", "generate", "--wrap", "sqs")]
    [InlineData("not 'Lambda'", "generate", "--wrap", "Lambda")]
    [InlineData("--wrap", "generate", "--wrap")]
    [InlineData("--every-form cannot be used with --compress, --split or --wrap", "generate", "--every-form", "--compress")]
    [InlineData("--every-form cannot be used with --compress, --split or --wrap", "generate", "--every-form", "--split", "500")]
    [InlineData("--every-form cannot be used with --compress, --split or --wrap", "generate", "--every-form", "--wrap", "lambda")]
    [InlineData("not 'Column'", "audit", "--expect", "Column")]
    [InlineData("--expect names Column twice", "audit", "--expect", "Column=1,Column=2")]
    [InlineData("not 'Column=-1'", "audit", "--expect", "Column=-1")]
    [InlineData("--under must not be empty", "audit", "--under", "")]
    [InlineData("not 'everything'", "audit", "--allow", "everything")]
    [InlineData("not 'rejected-line'", "audit", "--allow", "rejected-line")]
    [InlineData("not 'table'", "audit", "--format", "table")]
    public async Task An_invalid_command_line_exits_2_with_a_message(string message, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.OutputBytes);
        Assert.StartsWith("atlan-events: ", result.Error);
        Assert.Contains(message, result.Error);
        Assert.Contains(" --help", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }
}
