using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Passes lines to a sink as the tool does, within the test process.</summary>
internal sealed class InProcessSink : IAsyncDisposable
{
    private readonly RejectedLines _rejected;

    public InProcessSink(string url, int concurrency = HttpSinkSettings.DefaultConcurrency, string? deadLetter = null)
    {
        _rejected = new RejectedLines(new DeadLetterSettings(deadLetter));
        Sink = new HttpSink(new HttpSinkSettings { Address = new Uri(url), Concurrency = concurrency, IsQuiet = true }, _rejected);
    }

    public HttpSink Sink { get; }

    /// <summary>Passes in all lines of an input, and waits for room after each batch.</summary>
    public async Task AcceptAsync(byte[] input, CancellationToken stop = default)
    {
        await using EventReader reader = EventReader.Create(new MemoryStream(input));
        while (await reader.ReadAsync(stop))
        {
            while (reader.TryRead(out EventView view))
                Sink.Accept(view, new EventPosition("memory", view.LineNumber, view.ByteOffset));

            await Sink.FlushAsync(stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        _rejected.Dispose();
    }
}
