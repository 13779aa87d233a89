using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AtlanEvents.Fast.Benchmarks.Checking;

namespace AtlanEvents.Fast.Benchmarks.Webhooks;

/// <summary>Sends prepared requests over connections that stay open. Allocates nothing per request.</summary>
internal sealed class LoadClient(int port, byte[][] requests, int connections)
{
    private static ReadOnlySpan<byte> Success => "HTTP/1.1 200 "u8;

    private static ReadOnlySpan<byte> HeadersEnd => "\r\n\r\n"u8;

    /// <summary>Sends a number of requests.</summary>
    /// <returns>The requests per second, and the bytes that the process allocated for each.</returns>
    /// <exception cref="WrongResultException">A response is not 200.</exception>
    public async Task<(double PerSecond, double Bytes)> SendAsync(int count)
    {
        Socket[] sockets =
            [.. Enumerable.Range(0, connections).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })];
        foreach (Socket socket in sockets)
            await socket.ConnectAsync(IPAddress.Loopback, port);

        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select((socket, index) => Task.Run(() => SendAllAsync(socket, index, count / connections))));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        foreach (Socket socket in sockets)
            socket.Dispose();

        int sent = count / connections * connections;
        return (sent / seconds, (double)allocated / sent);
    }

    private async Task SendAllAsync(Socket socket, int index, int count)
    {
        byte[] buffer = new byte[4096];
        for (int i = 0; i < count; i++)
        {
            await socket.SendAsync(requests[((i * connections) + index) % requests.Length], SocketFlags.None);
            int length = 0;

            // The responses have no body.
            while (!buffer.AsSpan(0, length).EndsWith(HeadersEnd))
            {
                int received = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None);
                length += received > 0 ? received : throw new WrongResultException("The connection was closed.");
            }

            if (!buffer.AsSpan(0, length).StartsWith(Success))
                throw new WrongResultException("A response is not 200.");
        }
    }
}
