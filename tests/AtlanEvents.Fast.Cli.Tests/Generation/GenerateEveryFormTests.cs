using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Tests.Generation;

public sealed partial class GenerateEveryFormTests
{
    private static readonly string[] s_bulkDelete = ["generate", "--columns", "3000", "--tables", "100"];
    private static readonly string[] s_mixed = ["generate", "--mix", "--events", "3000"];

    [Theory]
    [InlineData(false, "1")]
    [InlineData(false, "2")]
    [InlineData(false, "77")]
    [InlineData(true, "1")]
    [InlineData(true, "2")]
    [InlineData(true, "77")]
    public async Task Every_form_contains_the_events_of_the_plain_stream_once(bool isMixed, string seed)
    {
        string[] command = [.. isMixed ? s_mixed : s_bulkDelete, "--seed", seed];

        var plain = FormDecoder.Decode(await Tool.RunAsync(command));
        var everyForm = FormDecoder.Decode(await Tool.RunAsync([.. command, "--every-form"]));

        Assert.Equal(["plain"], plain.Forms);
        Assert.Equal(plain.Events.Count, plain.Events.Distinct().Count());
        Assert.Equal(plain.Events.Order(StringComparer.Ordinal), everyForm.Events.Order(StringComparer.Ordinal));
        Assert.All(everyForm.SplitMessages, message => Assert.True(message.IsComplete));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_form_occurs(bool isMixed)
    {
        FormDecoder decoder = await DecodeAsync(isMixed);

        string[] wrappers = ["Lambda", "LambdaBase64", "EventBridge", "Connect", "ConnectSchema"];
        string[] expected =
        [
            "plain", "respelled", "spaced", "escaped", "operationType first", "alphabetical", "GZIP/1 plain", "GZIP/1 respelled",
            "GZIP/1 GZIP/1 plain",
            .. from kind in new[] { "NONE", "GZIP" } from count in Enumerable.Range(2, 5) select $"{kind}/{count} plain",
            .. from wrapper in wrappers from inner in new[] { "plain", "respelled", "GZIP/1 plain", "part" } select $"{wrapper} {inner}",
        ];
        Assert.Empty(expected.Except(decoder.Forms));
        Assert.Contains(decoder.SplitMessages, message => message.Sizes.First() % 4 != 0);
        Assert.Contains(decoder.SplitMessages, message => message.Sizes.First() % 4 == 0);
        Assert.All(decoder.SplitMessages, message => Assert.InRange(message.Count, 2, 6));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parts_come_out_of_order_far_apart_and_repeated(bool isMixed)
    {
        FormDecoder decoder = await DecodeAsync(isMixed);

        Assert.Contains(decoder.SplitMessages, message => message.IsOutOfOrder);
        Assert.Contains(decoder.SplitMessages, message => !message.IsOutOfOrder);
        Assert.Contains(decoder.SplitMessages, message => message.IsRepeatedBefore);
        Assert.Contains(decoder.SplitMessages, message => message.IsRepeatedAfter);
        Assert.InRange(decoder.SplitMessages.Max(message => message.LastLine - message.FirstLine), 150, 250);
    }

    [Fact]
    public async Task Deletes_are_not_mixed_with_unknown_messages()
    {
        FormDecoder decoder = await DecodeAsync(isMixed: false);

        string[] deleted = [.. decoder.Events.SelectMany(GuidsIn)];
        string[] others = [.. decoder.Others.Where(line => !string.IsNullOrWhiteSpace(line))];
        using var parser = new EventParser();
        LineVerdict[] verdicts = [.. others.Select(line => parser.Parse(Encoding.UTF8.GetBytes(line), out _))];
        NotRoutableReason[] reasons =
        [
            NotRoutableReason.WebhookHandshake, NotRoutableReason.OtherWebhook, NotRoutableReason.RelationshipEvent,
            NotRoutableReason.HookMessage, NotRoutableReason.V1Notification,
        ];
        Assert.Equal(reasons, verdicts.Select(verdict => verdict.NotRoutableReason).Distinct().Order());
        Assert.Contains("", decoder.Others);
        Assert.Equal(3_114, deleted.Length);
        Assert.Empty(deleted.Intersect(others.SelectMany(GuidsIn)));
    }

    [Fact]
    public async Task A_mixed_stream_has_unknown_messages()
    {
        FormDecoder decoder = await DecodeAsync(isMixed: true);

        Assert.Contains(decoder.Others, line => line.StartsWith("{\"type\":\"heartbeat\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_seed_gives_the_same_bytes(bool isMixed)
    {
        string[] command = [.. isMixed ? s_mixed : s_bulkDelete, "--every-form"];

        byte[] one = (await Tool.RunAsync([.. command, "--seed", "5"])).OutputBytes;
        byte[] again = (await Tool.RunAsync([.. command, "--seed", "5"])).OutputBytes;
        byte[] other = (await Tool.RunAsync([.. command, "--seed", "6"])).OutputBytes;

        Assert.True(one.AsSpan().SequenceEqual(again));
        Assert.False(one.AsSpan().SequenceEqual(other));
    }

    private static async Task<FormDecoder> DecodeAsync(bool isMixed)
        => FormDecoder.Decode(await Tool.RunAsync([.. isMixed ? s_mixed : s_bulkDelete, "--every-form"]));

    private static IEnumerable<string> GuidsIn(string text) => Uuid().Matches(text).Select(match => match.Value);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
