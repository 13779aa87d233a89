using System.Net;
using System.Net.Sockets;

namespace AtlanEvents.Fast.Cli.Hosting;

/// <summary>An address of this machine to receive requests at.</summary>
/// <param name="IsHttps">Whether connections are encrypted.</param>
/// <param name="Host">The address of a network interface, or all of them.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="Path">The path.</param>
internal sealed record ListenAddress(bool IsHttps, IPAddress Host, int Port, string Path)
{
    /// <summary>Parses an address, such as <c>http://127.0.0.1:8080/atlan</c>.</summary>
    /// <param name="option">The option that has it.</param>
    /// <param name="text">The address.</param>
    /// <exception cref="ToolException">The address is not valid.</exception>
    public static ListenAddress Parse(string option, string text)
    {
        bool isAbsolute = text.Contains("://", StringComparison.Ordinal);
        if (!isAbsolute
            || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("http" or "https")
            || address.Query.Length > 0
            || address.Fragment.Length > 0
            || address.UserInfo.Length > 0)
        {
            throw new ToolException(
                ExitCode.Usage, $"{option} must be an address of this machine without query or user, such as http://127.0.0.1:8080/atlan");
        }

        return new ListenAddress(address.Scheme == "https", HostOf(option, address), address.Port, address.AbsolutePath);
    }

    /// <summary>The address with the port that was chosen.</summary>
    public string WithPort(int port)
    {
        string host = Host.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Host}]" : Host.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{(IsHttps ? "https" : "http")}://{host}:{port}{Path}");
    }

    private static IPAddress HostOf(string option, Uri address)
    {
        if (address.Host == "localhost")
            return IPAddress.Loopback;

        return IPAddress.TryParse(address.Host, out IPAddress? host)
            ? host
            : throw new ToolException(
                ExitCode.Usage,
                $"{option} needs the IP address of a network interface, 0.0.0.0 for all of them, or localhost; not {address.Host}");
    }
}
