namespace AtlanEvents.Fast.AspNetCore.Tests.Requests;

/// <summary>The response to each kind of request.</summary>
public sealed class ResponseTests : IAsyncLifetime
{
    private const int MaxBodyBytes = 20_000;

    private readonly RecordHandler _handler = new();
    private TestReceiver _receiver = null!;

    public async Task InitializeAsync()
        => _receiver = await TestReceiver.StartAsync(_handler, options => options.MaxBodyBytes = MaxBodyBytes);

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task An_event_is_passed_to_the_handler_as_it_was_sent(string end)
    {
        string line = Messages.Event(1, padding: 100);
        using HttpResponseMessage response = await _receiver.PostAsync("\uFEFF" + line + end);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        (EventRecord record, string seen) = Assert.Single(_handler.Seen);
        Assert.Equal(line, seen);
        Assert.Equal(Messages.NameOf(1), record.QualifiedName);
        Assert.Equal(Messages.GuidOf(1), record.Guid);
        Assert.Equal(1, _receiver.Count("event"));
    }

    [Fact]
    public async Task A_compressed_event_is_passed_to_the_handler_unpacked()
    {
        string line = Messages.Event(1);
        using HttpResponseMessage response = await _receiver.PostAsync(Messages.Compressed(line));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(line, Assert.Single(_handler.Seen).Line);
    }

    [Theory]
    [InlineData()]
    [InlineData("")]
    [InlineData("correct hors")]
    [InlineData("correct horse battery")]
    [InlineData(TestReceiver.Secret, TestReceiver.Secret)]
    [InlineData(TestReceiver.Secret, "other")]
    public async Task Without_exactly_one_valid_secret_an_event_is_refused(params string[] secrets)
    {
        using HttpResponseMessage response = await _receiver.PostAsync(TestReceiver.Json(Messages.Event(1)), secrets);

        await TestReceiver.AssertProblemAsync(response, HttpStatusCode.Unauthorized, "x-atlan-signing-secret");
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
        Assert.Equal(1, _receiver.Count("unauthorized"));
    }

    [Theory]
    [InlineData()]
    [InlineData("other")]
    [InlineData(TestReceiver.Secret)]
    public async Task A_handshake_is_answered_with_any_secret_and_none(params string[] secrets)
    {
        using HttpResponseMessage response = await _receiver.PostAsync(TestReceiver.Json(Messages.Handshake), secrets);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, _receiver.Count("handshake"));
        Assert.Contains(_receiver.Logs.GetSnapshot(), log => log.Message.Contains("handshake", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(_handler.Seen);
    }

    [Theory]
    [InlineData(4 * 1024, HttpStatusCode.OK)]
    [InlineData((4 * 1024) + 1, HttpStatusCode.Unauthorized)]
    public async Task A_handshake_without_a_secret_is_at_most_4_KiB_long(int length, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await _receiver.PostAsync(TestReceiver.Json(Messages.Handshake.PadRight(length)), []);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_message_that_decompresses_to_more_than_allowed_is_refused()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_handler, options => options.MaxMessageBytes = 10_000);
        using HttpResponseMessage accepted = await receiver.PostAsync(Messages.Compressed(Messages.Event(1, padding: 9_000)));
        using HttpResponseMessage refused = await receiver.PostAsync(Messages.Compressed(Messages.Event(1, padding: 11_000)));

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await TestReceiver.AssertProblemAsync(refused, HttpStatusCode.RequestEntityTooLarge, "longer");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData(Messages.OtherWebhook)]
    [InlineData("""{"atlan-webhook":"Hello","message":{"entity":{"typeName":"Table"},"operationType":"ENTITY_DELETE"}}""")]
    public async Task Without_a_secret_nothing_but_a_handshake_is_answered(string body)
    {
        using HttpResponseMessage response = await _receiver.PostAsync(TestReceiver.Json(body), []);

        await TestReceiver.AssertProblemAsync(response, HttpStatusCode.Unauthorized, "secret");
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_decompressed()
    {
        string body = Messages.Compressed(Messages.Handshake);
        using HttpResponseMessage refused = await _receiver.PostAsync(TestReceiver.Json(body), []);
        using HttpResponseMessage accepted = await _receiver.PostAsync(body);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(1, _receiver.Count("handshake"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_secret_no_long_body_is_read(bool hasLength)
    {
        string body = $$"""{"atlan-webhook":"{{new string('x', 5_000)}}"}""";
        using HttpResponseMessage response = await _receiver.PostAsync(
            TestReceiver.Json(body), [], request => request.Headers.TransferEncodingChunked = !hasLength);

        await TestReceiver.AssertProblemAsync(response, HttpStatusCode.Unauthorized, "secret");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/cloudevents+json")]
    [InlineData(null)]
    public async Task Json_media_types_are_accepted(string? type)
    {
        using HttpResponseMessage response = await PostAsAsync("Content-Type", type);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Identity_is_no_encoding()
    {
        using HttpResponseMessage response = await PostAsAsync("Content-Encoding", "identity");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Content-Type", "text/plain")]
    [InlineData("Content-Type", "application/json; charset=utf-16")]
    [InlineData("Content-Type", "application/json; charset=utf-7")]
    [InlineData("Content-Type", "application/json; charset=\"\"")]
    [InlineData("Content-Type", "nonsense")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Content-Encoding", "gzip, identity")]
    public async Task Other_media_types_and_encodings_are_refused(string header, string value)
    {
        using HttpResponseMessage response = await PostAsAsync(header, value);
        await TestReceiver.AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "JSON in UTF-8");
        Assert.Empty(_handler.Seen);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("""{"message":{"entity":{"guid":"tell-nobody"}}""", "InvalidJson")]
    [InlineData("""{"message":{"entity":{"guid":"tell-nobody","guid":"b"}}}""", "DuplicateField")]
    [InlineData("""{"message":"tell-nobody","msgCompressionKind":"GZIP","msgSplitCount":1}""", "InvalidBase64")]
    public async Task A_body_that_is_not_valid_is_refused_with_the_reason_and_without_its_content(string body, string reason)
    {
        using HttpResponseMessage response = await _receiver.PostAsync(body);

        string problem = await TestReceiver.AssertProblemAsync(response, HttpStatusCode.BadRequest, reason);
        Assert.DoesNotContain("tell-nobody", problem, StringComparison.Ordinal);
        Assert.Equal(1, _receiver.Count("invalid"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_may_be_as_long_as_the_limit_and_not_longer(bool hasLength)
    {
        string longest = Messages.Event(1, MaxBodyBytes - Messages.Event(1).Length);
        Assert.Equal(MaxBodyBytes, longest.Length);
        using HttpResponseMessage accepted = await PostChunkedAsync(longest);
        using HttpResponseMessage refused = await PostChunkedAsync(longest + " ");

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await TestReceiver.AssertProblemAsync(refused, HttpStatusCode.RequestEntityTooLarge, "longer");
        Assert.Equal(longest, Assert.Single(_handler.Seen).Line);

        Task<HttpResponseMessage> PostChunkedAsync(string body) => _receiver.PostAsync(
            Encoding.UTF8.GetBytes(body), request => request.Headers.TransferEncodingChunked = !hasLength);
    }

    [Fact]
    public async Task Another_webhook_is_accepted_and_counted()
    {
        using HttpResponseMessage response = await _receiver.PostAsync(Messages.OtherWebhook);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, _receiver.Count("not_routable"));
        Assert.Empty(_handler.Seen);
    }

    [Fact]
    public async Task A_part_of_a_split_message_is_refused_because_nobody_would_join_it()
    {
        using HttpResponseMessage response = await _receiver.PostAsync(Messages.SplitPart);

        await TestReceiver.AssertProblemAsync(response, HttpStatusCode.UnprocessableEntity, "split");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/atlan");
        using HttpResponseMessage response = await _receiver.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task No_log_has_a_secret_or_content()
    {
        (await _receiver.PostAsync(TestReceiver.Json(Messages.Event(1)), ["wrong-secret"])).Dispose();
        _handler.Fail(1);
        (await _receiver.PostAsync(Messages.Event(1))).Dispose();
        (await _receiver.PostAsync(Messages.Event(1)[1..])).Dispose();

        string logs = string.Join('\n', _receiver.Logs.GetSnapshot()
            .Where(log => log.Category!.StartsWith("AtlanEvents", StringComparison.Ordinal))
            .Select(log => log.Message + log.Exception));
        Assert.Contains("InvalidOperationException", logs, StringComparison.Ordinal);
        Assert.Contains("401", logs, StringComparison.Ordinal);
        foreach (string hidden in new[] { TestReceiver.Secret, "wrong-secret", "secret detail", "qualifiedName", Messages.GuidOf(1) })
            Assert.DoesNotContain(hidden, logs, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsAsync(string header, string? value)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Messages.Event(1)));
        if (value is not null)
            content.Headers.TryAddWithoutValidation(header, value);

        return _receiver.PostAsync(content, [TestReceiver.Secret]);
    }
}
