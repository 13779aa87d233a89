using System.Net;
using System.Net.Sockets;

namespace AtlanEvents.Fast.Kafka.Tests.Cluster;

/// <summary>Keeps a loopback port whose listener was stopped and will be started again.</summary>
/// <remarks>
/// The system gives a free port to the next listener or connection that asks for any port, in any process, but not a port to which a socket is
/// bound. A listener that asks for this port gets it, because neither socket needs it alone (SO_REUSEADDR, which .NET sets).
/// </remarks>
public sealed class KeptPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public KeptPort(int port) => _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));

    public void Dispose() => _socket.Dispose();
}
