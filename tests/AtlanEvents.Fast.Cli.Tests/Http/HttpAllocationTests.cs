using System.Net;
using AtlanEvents.Fast.Benchmarks.Delivery;
using AtlanEvents.Fast.Cli.Sinks.Http;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Cli.Tests.Http;

/// <summary>Memory per event. It is that of all threads, so no other test runs meanwhile.</summary>
[Collection(nameof(MeasuresMemory))]
public sealed class HttpAllocationTests(ITestOutputHelper output)
{
    private const int Count = 10_000;
    private const int MaxBytesPerEvent = 5_000;

    [Fact]
    public async Task An_event_allocates_little_more_than_its_request()
    {
        using var receiver = new LoopbackReceiver();
        byte[] events = Sample.Utf8(Sample.Events(Count, guids: 1_000));
        long bare = long.MaxValue;
        long least = long.MaxValue;
        for (int batch = 0; batch < 4; batch++)
        {
            bare = Math.Min(bare, await MeasureAsync(() => PostBareAsync(receiver.Url)));
            least = Math.Min(least, await MeasureAsync(() => ReplayAsync(receiver.Url, events)));
        }

        output.WriteLine($"{least} bytes an event, of which {bare} are those of a request alone");
        Assert.Equal(8 * Count, receiver.Requests);
        Assert.InRange(least, 1, MaxBytesPerEvent);
    }

    private static async Task<long> MeasureAsync(Func<Task> work)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Count;
    }

    private static async Task ReplayAsync(string url, byte[] events)
    {
        await using var sink = new InProcessSink(url);
        await sink.AcceptAsync(events);
        await sink.Sink.CompleteAsync(CancellationToken.None);
        Assert.Equal(Count, sink.Sink.Acknowledged);
    }

    // The minimum: one request object, without retries or bookkeeping.
    private static async Task PostBareAsync(string url)
    {
        using var invoker = new HttpMessageInvoker(
            new SocketsHttpHandler { UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null });
        byte[] line = Sample.Utf8([Sample.Event("g", 1)])[..^1];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var content = new EventContent();
            content.Set(line);
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            for (int i = 0; i < Count / 8; i++)
            {
                using HttpResponseMessage response = await invoker.SendAsync(request, CancellationToken.None);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }));
    }
}

/// <summary>Tests that measure the memory of the whole process, and therefore run alone.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
