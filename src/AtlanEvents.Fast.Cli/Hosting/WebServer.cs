using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Cli.Hosting;

/// <summary>A web application with Kestrel and routing, and nothing else.</summary>
internal static class WebServer
{
    public static WebApplicationBuilder CreateBuilder(ILoggerFactory logs)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddRoutingCore();
        return builder;
    }

    /// <summary>Starts to listen.</summary>
    /// <returns>The address, with the port that was chosen.</returns>
    /// <exception cref="ToolException">The address cannot be used.</exception>
    public static async Task<string> StartAsync(WebApplication application, ListenAddress listen)
    {
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            string reason = exception.InnerException?.Message ?? exception.Message;
            throw new ToolException(ExitCode.Unavailable, $"cannot listen at {listen.WithPort(listen.Port)}: {reason}", exception);
        }

        IServerAddressesFeature? addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return listen.WithPort(new Uri(addresses!.Addresses.First()).Port);
    }

    /// <summary>Leaves signals to <see cref="StopSignal"/>.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
