using System.Net;
using System.Net.Sockets;

namespace AtlanEvents.Fast.Benchmarks.Delivery;

/// <summary>
/// A receiver that accepts every request and allocates nothing, so that allocations of the process are those of the sender.
/// </summary>
internal sealed class LoopbackReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private long _requests;

    public LoopbackReceiver()
    {
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public long Requests => Interlocked.Read(ref _requests);

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket connection = _listener.AcceptSocket();
                connection.NoDelay = true;
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The listener was disposed.
        }
    }

    // A request ends with the last byte of its event, and the next one is sent only after the response.
    private void Serve(Socket connection)
    {
        byte[] buffer = new byte[64 * 1024];
        byte[] response = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
        int length = 0;
        try
        {
            int count;
            while ((count = connection.Receive(buffer.AsSpan(length), SocketFlags.None)) > 0)
            {
                length += count;
                if (!buffer.AsSpan(0, length).EndsWith("}"u8))
                    continue;

                length = 0;
                Interlocked.Increment(ref _requests);
                connection.Send(response);
            }
        }
        catch (SocketException)
        {
            // The sender closed the connection.
        }
    }
}
