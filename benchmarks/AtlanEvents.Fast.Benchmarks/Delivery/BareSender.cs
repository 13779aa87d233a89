using System.Net.Http.Headers;

namespace AtlanEvents.Fast.Benchmarks.Delivery;

/// <summary>Posts lines with HttpClient, as one would by hand: a loop per concurrent request, without retries or ordering.</summary>
internal static class BareSender
{
    public static async Task SendAsync(Uri address, IReadOnlyList<byte[]> lines, int concurrency)
    {
        using var client = new HttpClient(
            new SocketsHttpHandler { UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null });
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < lines.Count)
            {
                using var content = new ByteArrayContent(lines[i]);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using HttpResponseMessage response = await client.PostAsync(address, content).ConfigureAwait(false);
                response.EnsureSuccessStatusCode();
            }
        }))).ConfigureAwait(false);
    }
}
