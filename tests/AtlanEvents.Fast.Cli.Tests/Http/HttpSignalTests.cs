namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>SIGINT and SIGTERM while requests are in flight.</summary>
public sealed class HttpSignalTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    // Within this time, which is shorter than the tool's grace period, a signal arrives even on a busy machine.
    private static readonly TimeSpan s_signalTime = TimeSpan.FromSeconds(2);

    [UnixTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public Task A_signal_completes_requests_in_flight_and_sends_nothing_new(string signal, int exitCode) => InTimeAsync(async () =>
    {
        var release = new TaskCompletionSource();
        await using TestReceiver receiver = await TestReceiver.StartAsync(async (arrival, _) =>
        {
            if (arrival.Sequence >= 10)
                await release.Task;

            return 200;
        });
        using Process process = Tool.Start(["replay", "--yes", "--to", receiver.Url, "--concurrency", "6"]);
        await process.StandardInput.BaseStream.WriteAsync(Sample.Input(200, guids: 200));
        await process.StandardInput.BaseStream.FlushAsync();
        await receiver.WaitForAsync(16);

        bool isInTime = await SignalAsync(process, signal);
        bool hasWaited = !process.HasExited;
        release.SetResult();
        await process.WaitForExitAsync().WaitAsync(s_timeout);
        string error = await process.StandardError.ReadToEndAsync();
        if (!isInTime)
            return false;

        Assert.True(hasWaited);
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Equal(16, receiver.Arrivals.Length);
        Assert.Equal(16, receiver.Accepted.Length);
        Assert.Contains("interrupted", error);
        Assert.Contains("16 of 200 events delivered", error);
        Assert.DoesNotContain("   at ", error);
        return true;
    });

    [UnixFact]
    public async Task A_signal_waits_briefly_for_a_receiver_that_does_not_respond()
    {
        await using TestReceiver receiver = await StartSilentAsync();
        using Process process = await StartAsync(receiver);

        Signal.Send(process, "INT");
        await process.WaitForExitAsync().WaitAsync(s_timeout);
        string error = await process.StandardError.ReadToEndAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("0 of 50 events delivered", error);
        Assert.Contains("interrupted; some of the events read were not processed", error);
    }

    [UnixFact]
    public Task A_second_signal_ends_the_tool_at_once() => InTimeAsync(async () =>
    {
        await using TestReceiver receiver = await StartSilentAsync();
        using Process process = await StartAsync(receiver);

        bool isInTime = await SignalAsync(process, "TERM");
        bool hasWaited = !process.HasExited;
        Signal.Send(process, "TERM");
        await process.WaitForExitAsync().WaitAsync(s_timeout);
        string error = await process.StandardError.ReadToEndAsync();
        if (!isInTime)
            return false;

        Assert.True(hasWaited);
        Assert.Equal(143, process.ExitCode);
        Assert.DoesNotContain("events delivered", error);
        return true;
    });

    [UnixFact]
    public async Task A_signal_ends_the_wait_for_a_receiver_that_is_down()
    {
        await using TestReceiver receiver = await TestReceiver.StartAsync((_, context) =>
        {
            context.Response.Headers.RetryAfter = "60";
            return Task.FromResult(503);
        });
        using Process process = await StartAsync(receiver);

        Signal.Send(process, "INT");
        await process.WaitForExitAsync().WaitAsync(s_timeout / 2);

        Assert.Equal(130, process.ExitCode);
    }

    private static Task<TestReceiver> StartSilentAsync() => TestReceiver.StartAsync(async (_, context) =>
    {
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        return TestReceiver.Reset;
    });

    private static async Task<Process> StartAsync(TestReceiver receiver)
    {
        Process process = Tool.Start(["replay", "--yes", "--to", receiver.Url, "--concurrency", "3"]);
        await process.StandardInput.BaseStream.WriteAsync(Sample.Input(50, guids: 50));
        await process.StandardInput.BaseStream.FlushAsync();
        await receiver.WaitForAsync(3);
        return process;
    }

    /// <summary>Sends a signal, and waits until it is handled.</summary>
    /// <returns>Whether the tool still waits for its requests in flight: five seconds, which can pass if this process does not run.</returns>
    private static async Task<bool> SignalAsync(Process process, string signal)
    {
        long sent = Stopwatch.GetTimestamp();
        Signal.Send(process, signal);
        await Task.Delay(s_signalTime);
        return Stopwatch.GetElapsedTime(sent) < TimeSpan.FromSeconds(4);
    }

    /// <summary>Repeats a test until nothing in it took too long.</summary>
    private static async Task InTimeAsync(Func<Task<bool>> testAsync)
    {
        int attempts = 0;
        while (!await testAsync())
            Assert.True(++attempts < 5, "This machine is too slow.");
    }
}
