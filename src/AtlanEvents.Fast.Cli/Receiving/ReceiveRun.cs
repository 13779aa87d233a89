using System.Net;
using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Cli.Receiving.Files;
using AtlanEvents.Fast.Cli.Receiving.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtlanEvents.Fast.Cli.Receiving;

/// <summary>Receives messages until it is stopped.</summary>
internal static class ReceiveRun
{
    /// <returns>The exit code of the signal that stopped the run.</returns>
    /// <exception cref="ToolException">The address or the destination cannot be used, or the destination failed for good.</exception>
    public static async Task<int> RunAsync(ReceiveSettings settings, ILoggerFactory logs, StopSignal stop)
    {
        ILogger log = logs.CreateLogger(typeof(ReceiveRun));
        await using FileDestination destination = FileDestination.Open(settings.File, log);
        var receiver = new MessageReceiver(destination);
        await using WebApplication application = Create(settings, receiver, logs);
        await StartAsync(application, settings.Listen).ConfigureAwait(false);
        ReceiveLog.Started(log, AddressOf(application, settings.Listen), settings.File.Path);
        if (!settings.Listen.IsHttps && !IPAddress.IsLoopback(settings.Listen.Host))
            ReceiveLog.Unencrypted(log);

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Token.UnsafeRegister(_ => stopped.TrySetResult(), null).ConfigureAwait(false))
            await Task.WhenAny(stopped.Task, destination.Failure).ConfigureAwait(false);

        // Requests in flight get their responses.
        await application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        ReceiveLog.Stopped(log, receiver.Accepted);
        if (destination.Failure.IsFaulted)
            throw new ToolException(ExitCode.InputOutput, destination.Problem!, destination.Failure.Exception);

        return stop.ExitCode;
    }

    private static WebApplication Create(ReceiveSettings settings, MessageReceiver receiver, ILoggerFactory logs)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Configure(server, settings));
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddRoutingCore();
        builder.Services.AddAtlanWebhook(options =>
        {
            options.AllowUnsigned = settings.Secrets is null;
            options.MaxBodyBytes = settings.MaxBodyBytes;
            options.MaxInFlight = settings.MaxInFlight;
        });
        if (settings.Secrets is { } secrets)
        {
            builder.Services.AddSingleton<IConfigureOptions<AtlanWebhookOptions>>(secrets);
            builder.Services.AddSingleton<IOptionsChangeTokenSource<AtlanWebhookOptions>>(secrets);
        }

        if (settings.MaxRate is int rate)
            builder.Services.AddRateLimiter(options => RequestRate.Limit(options, rate));

        WebApplication application = builder.Build();
        if (settings.MaxRate is not null)
            application.UseRateLimiter();

        try
        {
            application.MapAtlanWebhook(settings.Listen.Path, receiver);
        }
        catch (OptionsValidationException exception)
        {
            throw new ToolException(ExitCode.Usage, string.Join(" ", exception.Failures), exception);
        }

        return application;
    }

    private static void Configure(KestrelServerOptions server, ReceiveSettings settings)
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = settings.MaxConnections;
        server.Listen(settings.Listen.Host, settings.Listen.Port, listener =>
        {
            if (settings.Certificates is not { } certificates)
                return;

            listener.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificates[0],
                ServerCertificateChain = certificates,
            });
        });
    }

    private static async Task StartAsync(WebApplication application, ListenAddress listen)
    {
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            string reason = exception.InnerException?.Message ?? exception.Message;
            throw new ToolException(ExitCode.Unavailable, $"cannot listen at {listen.WithPort(listen.Port)}: {reason}", exception);
        }
    }

    private static string AddressOf(WebApplication application, ListenAddress listen)
    {
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
