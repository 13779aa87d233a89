namespace AtlanEvents.Fast.Cli.Tests.Generation;

public sealed class GenerateFormsTests
{
    private static readonly string[] s_bulkDelete = ["generate", "--columns", "40", "--tables", "5"];
    private static readonly string[] s_mixed = ["generate", "--mix", "--events", "300"];

    // A third to a tenth of a message, and not a multiple of 4.
    private const int PartBytes = 333;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Compress_writes_a_record_for_each_line(bool isMixed)
    {
        (string[] plain, string[] compressed) = await RunBothAsync(isMixed, "--compress");

        Assert.Equal(plain.Length, compressed.Length);
        int number = 0;
        string server = compressed.First(IsRecord).Split('"')[11].Split('_')[0];
        foreach ((string line, string record) in plain.Zip(compressed))
        {
            if (!IsAtlasMessage(line))
            {
                Assert.Equal(line, record);
                continue;
            }

            byte[] encoded = Convert.FromBase64String(Part(record, $"{server}_{number++}", "GZIP", 1, 1));
            Assert.Equal((0, 255), (encoded[8], encoded[9]));
            Assert.Equal(line, Encoding.UTF8.GetString(TemporaryFolder.Gunzip(encoded)));
        }

        Assert.True(Guid.TryParseExact(server, "D", out _));
        Assert.True(number > 0);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Split_writes_parts_of_the_given_size_in_order(bool isMixed, bool isCompressed)
    {
        string size = PartBytes.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] form = isCompressed ? ["--split", size, "--compress"] : ["--split", size];
        (string[] plain, string[] split) = await RunBothAsync(isMixed, form);

        string kind = isCompressed ? "GZIP" : "NONE";
        var rest = new Queue<string>(split);
        var ids = new HashSet<string>();
        foreach (string line in plain)
        {
            string first = rest.Dequeue();
            if (!IsAtlasMessage(line) || (!isCompressed && Encoding.UTF8.GetByteCount(line) <= PartBytes))
            {
                Assert.Equal(line, first);
                continue;
            }

            using var record = JsonDocument.Parse(first);
            int count = record.RootElement.GetProperty("msgSplitCount").GetInt32();
            string id = record.RootElement.GetProperty("msgId").GetString()!;
            Assert.True(ids.Add(id));
            string encoded = "";
            for (int i = 0; i < count; i++)
            {
                string part = Part(i == 0 ? first : rest.Dequeue(), id, kind, count == 1 ? 1 : i, count);
                Assert.True(i == count - 1 ? part.Length is > 0 and <= PartBytes : part.Length == PartBytes);
                encoded += part;
            }

            byte[] bytes = Convert.FromBase64String(encoded);
            Assert.Equal(line, Encoding.UTF8.GetString(isCompressed ? TemporaryFolder.Gunzip(bytes) : bytes));
        }

        Assert.Empty(rest);
        Assert.Contains(split, line => line.Contains("\"msgSplitIdx\":1,", StringComparison.Ordinal));
        Assert.Contains(split, line => line.Contains("\"msgSplitIdx\":0,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--split", "100000")]
    [InlineData("--split", "2147483647")]
    public async Task Messages_that_fit_are_not_split(params string[] form)
    {
        (string[] plain, string[] split) = await RunBothAsync(isMixed: true, form);

        Assert.Equal(plain, split);
    }

    [Fact]
    public async Task A_message_is_split_only_above_the_limit()
    {
        string[] one =
            ["generate", "--databases", "0", "--schemas", "0", "--tables", "0", "--columns", "0", "--connection", "default/größe/1"];
        int length = (await Tool.RunAsync(one)).OutputBytes.Length - 1;

        ToolResult fits = await Tool.RunAsync([.. one, "--split", $"{length}"]);
        ToolResult split = await Tool.RunAsync([.. one, "--split", $"{length - 1}"]);

        Assert.StartsWith("{\"source\"", Assert.Single(fits.OutputLines));
        Assert.Equal(2, split.OutputLines.Length);
    }

    [Fact]
    public async Task A_part_may_be_one_byte()
    {
        var decoder = FormDecoder.Decode(
            await Tool.RunAsync("generate", "--columns", "2", "--split", "1", "--tables", "0", "--schemas", "0"));

        Assert.Equal(1 + 3 + 2, decoder.Events.Count);
        Assert.All(decoder.SplitMessages, message => Assert.All(message.Sizes, size => Assert.Equal(1, size)));
    }

    [Fact]
    public async Task Too_many_parts_are_a_usage_error()
    {
        ToolResult result = await Tool.RunAsync("generate", "--split", "1", "--connection", new string('a', 5_000));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--split 1 would split a message into", result.Error);
    }

    [Theory]
    [InlineData("lambda")]
    [InlineData("lambda-base64")]
    [InlineData("eventbridge")]
    [InlineData("connect")]
    [InlineData("connect-schema")]
    public async Task Wrappers_have_their_members_and_contain_the_line(string name)
    {
        (string[] plain, string[] wrapped) = await RunBothAsync(isMixed: true, "--wrap", name);

        Assert.Equal(plain.Length, wrapped.Length);
        foreach ((string line, string wrapper) in plain.Zip(wrapped))
            Assert.Equal(line, IsAtlasMessage(line) ? Unwrapped(wrapper, name, line) : wrapper);
    }

    [Fact]
    public async Task Records_are_wrapped_one_by_one()
    {
        (string[] split, string[] wrapped) = (
            (await Tool.RunAsync([.. s_mixed, "--compress", "--split", "700"])).OutputLines,
            (await Tool.RunAsync([.. s_mixed, "--compress", "--split", "700", "--wrap", "eventbridge"])).OutputLines);

        Assert.Equal(split.Length, wrapped.Length);
        Assert.All(split.Zip(wrapped).Where(pair => IsRecord(pair.First)), pair => Assert.Equal(
            pair.First, Unwrapped(pair.Second, "eventbridge", pair.First)));
    }

    [Theory]
    [InlineData("--compress", "--split", "500", "--wrap", "lambda-base64")]
    [InlineData("--split", "501", "--wrap", "connect")]
    public async Task The_same_seed_gives_the_same_bytes(params string[] form)
    {
        ToolResult one = await Tool.RunAsync([.. s_bulkDelete, .. form]);
        ToolResult again = await Tool.RunAsync([.. s_bulkDelete, .. form]);

        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.Output, again.Output);
    }

    private static bool IsAtlasMessage(string line) => line.StartsWith("{\"source\"", StringComparison.Ordinal);

    private static bool IsRecord(string line) => line.Contains("\"msgId\"", StringComparison.Ordinal);

    private static async Task<(string[] Plain, string[] Formed)> RunBothAsync(bool isMixed, params string[] form)
    {
        string[] command = isMixed ? s_mixed : s_bulkDelete;
        ToolResult formed = await Tool.RunAsync([.. command, .. form]);
        Assert.Equal("", formed.Error);
        return ((await Tool.RunAsync(command)).OutputLines, formed.OutputLines);
    }

    // A record exactly as Atlas writes it.
    private static string Part(string record, string id, string kind, int index, int count)
    {
        string head = $$"""{"version":{"version":"1.0.0","versionParts":[1]},"msgId":"{{id}}","msgCompressionKind":"{{kind}}","""
            + $"\"msgSplitIdx\":{index},\"msgSplitCount\":{count},\"message\":\"";
        Assert.StartsWith(head, record);
        Assert.EndsWith("\"}", record);
        return record[head.Length..^2];
    }

    private static string Unwrapped(string wrapper, string name, string line)
    {
        using var document = JsonDocument.Parse(wrapper);
        JsonElement root = document.RootElement;
        string members = string.Join(' ', root.EnumerateObject().Select(member => member.Name));
        switch (name)
        {
            case "lambda" or "lambda-base64":
                Assert.Equal("version routeKey rawPath rawQueryString headers requestContext body isBase64Encoded", members);
                Assert.Equal("2.0", root.GetProperty("version").GetString());
                Assert.Equal($"{Encoding.UTF8.GetByteCount(line)}", root.GetProperty("headers").GetProperty("content-length").GetString());
                Assert.Equal("POST", root.GetProperty("requestContext").GetProperty("http").GetProperty("method").GetString());
                Assert.Equal(name == "lambda-base64", root.GetProperty("isBase64Encoded").GetBoolean());
                string body = root.GetProperty("body").GetString()!;
                return name == "lambda" ? body : Encoding.UTF8.GetString(Convert.FromBase64String(body));

            case "eventbridge":
                Assert.Equal("version id detail-type source account time region resources detail", members);
                Assert.True(root.GetProperty("id").TryGetGuid(out _));
                Assert.True(root.GetProperty("time").TryGetDateTimeOffset(out _));
                return root.GetProperty("detail").GetRawText();

            case "connect":
                Assert.Equal("key value", members);
                Assert.Contains($"\"{root.GetProperty("key").GetString()}\"", line);
                return root.GetProperty("value").GetRawText();

            default:
                Assert.Equal("schema payload", members);
                Assert.Equal("struct", root.GetProperty("schema").GetProperty("type").GetString());
                return root.GetProperty("payload").GetRawText();
        }
    }
}
