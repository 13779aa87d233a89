using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace AtlanEvents.Fast.AspNetCore.Tests.Delivery;

/// <summary>How handlers are called, and when the sender gets a response.</summary>
public sealed class HandlingTests
{
    [Fact]
    public async Task The_response_waits_until_the_event_is_handled()
    {
        var handler = new RecordHandler { Gate = RecordHandler.Closed() };
        await using TestReceiver receiver = await TestReceiver.StartAsync(handler);
        Task<HttpResponseMessage> response = receiver.PostAsync(Messages.Event(1));
        await TestReceiver.WaitForAsync(() => handler.Running == 1, "the handler is called");
        Assert.False(response.IsCompleted);

        handler.Gate.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
    }

    [Fact]
    public async Task An_event_that_the_handler_does_not_accept_should_be_sent_again()
    {
        var handler = new RecordHandler();
        handler.Fail(1);
        await using TestReceiver receiver = await TestReceiver.StartAsync(handler, options => options.RetryAfter = TimeSpan.FromSeconds(7));
        using HttpResponseMessage refused = await receiver.PostAsync(Messages.Event(1));
        using HttpResponseMessage accepted = await receiver.PostAsync(Messages.Event(1));

        string problem = await TestReceiver.AssertProblemAsync(refused, HttpStatusCode.ServiceUnavailable, "could not be accepted");
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("secret detail", problem, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(1, receiver.Count("failed"));
    }

    [Fact]
    public async Task While_too_many_requests_are_in_flight_further_ones_should_be_sent_again()
    {
        var handler = new RecordHandler { Gate = RecordHandler.Closed() };
        await using TestReceiver receiver = await TestReceiver.StartAsync(handler, options => options.MaxInFlight = 2);
        Task<HttpResponseMessage>[] first = [receiver.PostAsync(Messages.Event(1)), receiver.PostAsync(Messages.Event(1))];
        await TestReceiver.WaitForAsync(() => receiver.InFlight == 2, "two requests in flight");

        using HttpResponseMessage refused = await receiver.PostAsync(Messages.Event(3));
        using HttpResponseMessage handshake = await receiver.PostAsync(TestReceiver.Json(Messages.Handshake), []);
        await TestReceiver.AssertProblemAsync(refused, HttpStatusCode.ServiceUnavailable, "Too many");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, handshake.StatusCode);
        Assert.Equal(1, receiver.Count("full"));

        handler.Gate.SetResult();
        Assert.All(await Task.WhenAll(first), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        using HttpResponseMessage accepted = await receiver.PostAsync(Messages.Event(3));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Fact]
    public async Task Events_of_one_asset_are_handled_one_after_the_other_and_others_concurrently()
    {
        var handler = new RecordHandler { Gate = RecordHandler.Closed() };
        await using TestReceiver receiver = await TestReceiver.StartAsync(handler, options => options.Concurrency = 64);
        Task<HttpResponseMessage>[] requests =
            [.. Enumerable.Range(0, 60).Select(i => receiver.PostAsync(Messages.Event(asset: i % 6)))];
        await TestReceiver.WaitForAsync(() => receiver.InFlight == requests.Length, "all requests wait");
        await TestReceiver.WaitForAsync(() => handler.Running > 1, "several assets are handled");
        handler.Gate.SetResult();

        Assert.All(await Task.WhenAll(requests), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(1, handler.MaxRunningOfAsset);
        Assert.Equal(60, handler.Seen.Count);
    }

    [Fact]
    public async Task When_the_sender_goes_away_the_handler_is_cancelled()
    {
        var handler = new RecordHandler { Gate = RecordHandler.Closed() };
        await using TestReceiver receiver = await TestReceiver.StartAsync(handler);
        using var abort = new CancellationTokenSource();
        Task<HttpResponseMessage> request =
            receiver.PostAsync(TestReceiver.Json(Messages.Event(1)), [TestReceiver.Secret], cancellationToken: abort.Token);
        await TestReceiver.WaitForAsync(() => handler.Running == 1, "the handler is called");
        await abort.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await TestReceiver.WaitForAsync(() => receiver.Count("aborted") == 1, "the request is given up");
        Assert.Equal(1, handler.Cancelled);
        Assert.Empty(handler.Seen);
        Assert.Equal(0, receiver.InFlight);
    }

    [Fact]
    public async Task A_stop_under_load_finishes_what_was_accepted_and_loses_nothing_that_was_answered()
    {
        var handler = new RecordHandler { Gate = RecordHandler.Closed() };
        await using TestReceiver receiver = await TestReceiver.StartAsync(handler);
        var answered = new ConcurrentBag<string>();
        Task[] senders = [.. Enumerable.Range(0, 20).Select(sender => Task.Run(() => SendUntilRefusedAsync(sender)))];
        await TestReceiver.WaitForAsync(() => receiver.InFlight == 20, "requests in flight");
        Task stop = receiver.StopAsync();
        Assert.False(stop.IsCompleted);
        handler.Gate.SetResult();
        await stop;
        await Task.WhenAll(senders);

        Assert.InRange(answered.Count, 20, int.MaxValue);
        Assert.Subset(handler.Seen.Select(seen => seen.Record.QualifiedName!).ToHashSet(), answered.ToHashSet());

        async Task SendUntilRefusedAsync(int sender)
        {
            try
            {
                for (int i = 0; ; i++)
                {
                    int asset = (sender * 100_000) + i;
                    using HttpResponseMessage response = await receiver.PostAsync(Messages.Event(asset));
                    if (!response.IsSuccessStatusCode)
                        return;

                    answered.Add(Messages.NameOf(asset));
                }
            }
            catch (HttpRequestException)
            {
                // The server has stopped.
            }
        }
    }

    [Fact]
    public async Task A_handler_of_views_gets_one_event_at_a_time()
    {
        var handler = new ViewHandler();
        await using TestReceiver receiver = await TestReceiver.StartAsync(endpoints => endpoints.MapAtlanWebhook("/atlan", handler));
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => receiver.PostAsync(Messages.Event(i))));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.False(handler.HasOverlapped);
        Assert.Equal(Enumerable.Range(0, 200).Select(Messages.NameOf).ToHashSet(), handler.Seen.ToHashSet());

        handler.Fails = true;
        using HttpResponseMessage refused = await receiver.PostAsync(Messages.Event(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using HttpResponseMessage part = await receiver.PostAsync(Messages.SplitPart);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, part.StatusCode);
    }

    [Fact]
    public async Task A_handler_of_messages_gets_everything_but_handshakes_as_it_was_sent()
    {
        var handler = new MessageHandler();
        await using TestReceiver receiver = await TestReceiver.StartAsync(endpoints => endpoints.MapAtlanWebhook("/atlan", handler));
        string compressed = Messages.Compressed(Messages.Event(2));
        foreach (string body in new[] { Messages.Event(1), compressed, Messages.SplitPart, Messages.OtherWebhook, Messages.Handshake })
        {
            using HttpResponseMessage response = await receiver.PostAsync($"\uFEFF{body} \r\n");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal([Messages.Event(1), compressed, Messages.SplitPart, Messages.OtherWebhook], handler.Seen.Select(seen => seen.Body));
        Assert.Equal([Messages.GuidOf(1), Messages.GuidOf(2), null, null], handler.Seen.Select(seen => seen.Guid));
        Assert.Equal(
            [NotRoutableReason.None, NotRoutableReason.None, NotRoutableReason.CompressedOrSplit, NotRoutableReason.OtherWebhook],
            handler.Seen.Select(seen => seen.Verdict.NotRoutableReason));
    }

    [Fact]
    public async Task A_handler_may_come_from_the_services()
    {
        var handler = new RecordHandler();
        await using TestReceiver receiver = await TestReceiver.StartAsync(
            endpoints => endpoints.MapAtlanWebhook<RecordHandler>("/atlan"),
            use: (services => services.AddSingleton(handler), TestReceiver.NoMiddleware));
        using HttpResponseMessage response = await receiver.PostAsync(Messages.Event(1));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(handler.Seen);
    }

    [Fact]
    public async Task A_type_that_is_no_handler_is_refused()
        => await Assert.ThrowsAsync<ArgumentException>(
            () => TestReceiver.StartAsync(endpoints => endpoints.MapAtlanWebhook<HandlingTests>("/atlan")));

    [Fact]
    public async Task Options_with_mistakes_are_refused_with_all_of_them_and_without_secrets()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestReceiver.StartAsync(new RecordHandler(), options =>
            {
                options.SigningSecrets.Add("größe");
                options.AllowUnsigned = true;
                options.MaxBodyBytes = 0;
                options.MaxMessageBytes = 0;
                options.MaxInFlight = 0;
                options.Concurrency = 2_000;
                options.RetryAfter = TimeSpan.Zero;
            }));
        Assert.Equal(7, exception.Failures.Count());
        Assert.DoesNotContain("größe", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_an_endpoint_must_be_said_to_be_unsigned()
    {
        await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestReceiver.StartAsync(new RecordHandler(), options => options.SigningSecrets.Clear()));
        var handler = new RecordHandler();
        await using TestReceiver receiver = await TestReceiver.StartAsync(handler, options =>
        {
            options.SigningSecrets.Clear();
            options.AllowUnsigned = true;
        });
        using HttpResponseMessage response = await receiver.PostAsync(TestReceiver.Json(Messages.Event(1)), []);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(handler.Seen);

        // A browser would send this for a web page without asking the receiver.
        using HttpResponseMessage ofPage = await receiver.PostAsync(
            new ByteArrayContent(Encoding.UTF8.GetBytes(Messages.Event(2))), [], request => request.Headers.Add("Origin", "https://example.com"));
        await TestReceiver.AssertProblemAsync(ofPage, HttpStatusCode.Forbidden, "web pages");
        Assert.Single(handler.Seen);
        Assert.Equal(1, receiver.Count("unauthorized"));
    }

    [Fact]
    public void Without_its_services_an_endpoint_cannot_be_mapped()
    {
        using WebApplication application = WebApplication.CreateSlimBuilder().Build();
        var exception = Assert.Throws<InvalidOperationException>(() => application.MapAtlanWebhook("/atlan", new RecordHandler()));
        Assert.Contains("AddAtlanWebhook", exception.Message, StringComparison.Ordinal);
    }
}
