namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Receivers that refuse events or deny access.</summary>
public sealed class RefusalTests : FileTests
{
    private string DeadLetter => Folder.PathOf("dead.ndjson");

    [Fact]
    public async Task Refused_events_are_kept_with_their_status_and_can_be_replayed()
    {
        static int StatusOf(Arrival arrival) => arrival.Attempt > 1 ? 200 : (arrival.Sequence % 30) switch
        {
            4 => 404,
            8 => 422,
            12 => 410,
            _ => 200,
        };

        await using TestReceiver receiver = await TestReceiver.StartAsync(StatusOf);
        string[] events = Sample.Events(300, guids: 300);
        string dump = Folder.Write("dump.ndjson", Sample.Utf8([Events.Bad, .. events]));

        ToolResult result = await Tool.RunAsync("replay", "--yes", "--to", receiver.Url, "--dead-letter", DeadLetter, dump);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 line was rejected: InvalidJson 1", result.Error);
        Assert.Contains("30 events were refused, by status: 404 10, 410 10, 422 10. The first: " + dump, result.Error);
        Assert.Contains("270 of 300 events delivered", result.Error);
        Assert.Contains(", 30 refused", result.Error);
        JsonElement[] dead = [.. File.ReadLines(DeadLetter).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(31, dead.Length);
        JsonElement[] refused = [.. dead.Where(record => record.TryGetProperty("status", out _))];
        foreach (JsonElement record in refused)
        {
            (_, int sequence) = Sample.Read(record.GetProperty("raw").GetString()!);
            Assert.Equal((sequence % 30) switch { 4 => 404, 8 => 422, _ => 410 }, record.GetProperty("status").GetInt32());
            Assert.Equal("HttpStatus", record.GetProperty("reason").GetString());
            Assert.Equal(dump, record.GetProperty("input").GetString());
            Assert.Equal(sequence + 2, record.GetProperty("line").GetInt32());
            Assert.Equal(events[sequence].Length, record.GetProperty("length").GetInt32());
            Assert.Equal(OffsetOf(events, sequence), record.GetProperty("offset").GetInt64());
        }

        byte[] again = Sample.Utf8(refused.Select(record => record.GetProperty("raw").GetString()!));
        ToolResult replayed = await receiver.ReplayAsync(again);

        Assert.Equal(0, replayed.ExitCode);
        Assert.Equal(events.Order(StringComparer.Ordinal), receiver.Accepted.Select(arrival => arrival.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Dead_letter_records_of_several_threads_are_complete()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => 404);
        string[] events = Sample.Events(1_500, guids: 1_500);

        ToolResult result = await receiver.ReplayAsync(
            Sample.Utf8(events.SelectMany(line => new[] { line, Events.Bad })), "--dead-letter", DeadLetter, "--concurrency", "32");

        Assert.Equal(1, result.ExitCode);
        string[] raw = [.. File.ReadLines(DeadLetter).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("raw").GetString()!)];
        Assert.Equal(1_500, raw.Count(line => line == Events.Bad));
        Assert.Equal(events.Order(StringComparer.Ordinal), raw.Where(line => line != Events.Bad).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Too_many_refused_events_stop_the_run()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => 404);

        ToolResult result = await receiver.ReplayAsync(Sample.Input(500, guids: 500), "--max-rejects", "10", "--dead-letter", DeadLetter);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("stopped: more than 10 events were refused", result.Error);
        Assert.InRange(receiver.Arrivals.Length, 11, 30);
        Assert.InRange(File.ReadLines(DeadLetter).Count(), 11, receiver.Arrivals.Length);
    }

    [Fact]
    public async Task Without_a_dead_letter_refused_events_are_counted()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(arrival => arrival.Sequence == 0 ? 413 : 200);

        ToolResult result = await receiver.ReplayAsync(Sample.Input(2, guids: 2));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "1 event was refused, by status: 413 1. The first: standard input, line 1, byte offset 0: status 413.\n"
                + "  To keep such events, add --dead-letter FILE.",
            result.Error);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync((_, context) =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return Task.FromResult(308);
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(1, guids: 1));

        Assert.Equal(1, result.ExitCode);
        Assert.Single(receiver.Arrivals);
        Assert.Contains("Redirects are not followed", result.Error);
    }

    [Theory]
    [InlineData(401, null, "No secret was given")]
    [InlineData(401, "wrong", "Check the secret")]
    [InlineData(403, "wrong", "Check the secret")]
    public async Task Denied_access_stops_the_run_without_dead_letters(int status, string? secret, string advice)
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => status);

        ToolResult result = await Tool.RunAsync(
            Sample.Input(5_000, guids: 50),
            [
                "replay", "--yes", "--to", receiver.Url, "--dead-letter", DeadLetter,
                .. secret is null ? Array.Empty<string>() : ["--secret-env", "HOOK_SECRET"],
            ],
            ("HOOK_SECRET", secret ?? ""));

        Assert.Equal(75, result.ExitCode);
        Assert.Contains($"denied access with status {status}. {advice}", result.Error);
        Assert.Empty(await File.ReadAllBytesAsync(DeadLetter));
        Assert.InRange(receiver.Arrivals.Length, 1, status == 401 ? 8 : 24);
    }

    [Fact]
    public async Task A_pipe_that_stays_open_does_not_delay_the_end()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(_ => 401);
        using Process process = Tool.Start(["replay", "--yes", "--to", receiver.Url]);
        await process.StandardInput.WriteAsync(Events.Lines(Sample.Event("g", 1)));

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(75, process.ExitCode);
        Assert.Contains("denied access with status", await process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task A_secret_that_expires_stops_the_run()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync(arrival => arrival.Sequence < 20 ? 200 : 401);

        ToolResult result = await receiver.ReplayAsync(Sample.Input(100, guids: 100), "--concurrency", "1", "--dead-letter", DeadLetter);

        Assert.Equal(75, result.ExitCode);
        Assert.Contains("20 of 100 events delivered", result.Error);
        Assert.Equal(21, receiver.Arrivals.Length);
        Assert.Empty(await File.ReadAllBytesAsync(DeadLetter));
    }

    [Fact]
    public async Task Status_403_after_accepted_events_refuses_only_the_event()
    {
        // Before any event is accepted, status 403 is indistinguishable from a wrong secret.
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (arrival, _) =>
        {
            if (arrival.Sequence % 50 != 0)
            {
                if (arrival.Sequence > 100)
                    accepted.TrySetResult();

                return 200;
            }

            await accepted.Task;
            return 403;
        });

        ToolResult result = await receiver.ReplayAsync(Sample.Input(200, guids: 200), "--dead-letter", DeadLetter);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("by status: 403 4", result.Error);
        Assert.Equal(196, receiver.Accepted.Length);
        Assert.Equal(4, File.ReadLines(DeadLetter).Count());
    }

    private static long OffsetOf(string[] events, int sequence)
        => Events.Bad.Length + 1 + events.Take(sequence).Sum(line => Encoding.UTF8.GetByteCount(line) + 1L);
}
