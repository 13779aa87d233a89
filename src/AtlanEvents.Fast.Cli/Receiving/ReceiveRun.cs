using System.Net;
using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.Cli.Hosting;
using AtlanEvents.Fast.Cli.Receiving.Destinations;
using AtlanEvents.Fast.Cli.Receiving.Logging;
using AtlanEvents.Fast.Cli.Receiving.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
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
        await using IDestination destination = await settings.Destination.OpenAsync(log, stop.Token).ConfigureAwait(false);
        ReceiverActivity? activity = settings.Status is null ? null : new ReceiverActivity();
        var receiver = new MessageReceiver(destination, activity);
        await using WebApplication application = Create(settings, receiver, logs);
        await using WebApplication? status = settings.Status is null ? null : StatusServer.Create(settings.Status, logs, GetStatus);
        if (status is not null)
            ReceiveLog.ShowingStatus(log, await WebServer.StartAsync(status, settings.Status!).ConfigureAwait(false));

        string address = await WebServer.StartAsync(application, settings.Listen).ConfigureAwait(false);
        ReceiveLog.Started(log, address, settings.Destination.Name);
        if (!settings.Listen.IsHttps && !IPAddress.IsLoopback(settings.Listen.Host))
            ReceiveLog.Unencrypted(log);

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Token.UnsafeRegister(_ => stopped.TrySetResult(), null).ConfigureAwait(false))
            await Task.WhenAny(stopped.Task, destination.Failure).ConfigureAwait(false);

        // Requests in flight get their responses.
        await application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        ReceiveLog.Stopped(log, receiver.Accepted);
        if (destination.Failure.Exception?.InnerException is Exception failure)
            throw failure as ToolException ?? new ToolException(ExitCode.InputOutput, failure.Message, failure);

        return stop.ExitCode;

        ReceiverStatus GetStatus()
            => activity!.GetStatus(receiver.Accepted, settings.Destination.Name, destination.Problem, destination.DeadLetters);
    }

    private static WebApplication Create(ReceiveSettings settings, MessageReceiver receiver, ILoggerFactory logs)
    {
        WebApplicationBuilder builder = WebServer.CreateBuilder(logs);
        builder.WebHost.ConfigureKestrel(server => Configure(server, settings));
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
}
