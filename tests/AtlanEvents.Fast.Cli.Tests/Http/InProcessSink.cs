using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Hands lines to a sink as the tool does, without a process.</summary>
internal sealed class InProcessSink : IAsyncDisposable
{
    private readonly RejectedLines _rejected;

    public InProcessSink(string url, int concurrency = HttpSinkOptions.DefaultConcurrency, string? deadLetter = null)
    {
        _rejected = new RejectedLines(new PumpSettings { Inputs = [], DeadLetterPath = deadLetter });
        Sink = new HttpSink(new HttpSinkOptions { Address = new Uri(url), Concurrency = concurrency, IsQuiet = true }, _rejected);
        Sink.Start("memory");
    }

    public HttpSink Sink { get; }

    /// <summary>Hands in all lines of an input, and waits for room after each read.</summary>
    public async Task AcceptAsync(byte[] input, CancellationToken stop = default)
    {
        await using EventReader reader = EventReader.Create(new MemoryStream(input));
        while (await reader.ReadAsync(stop))
        {
            while (reader.TryRead(out EventView view))
                Sink.Accept(view);

            await Sink.FlushAsync(stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        _rejected.Dispose();
    }
}
