using System.IO.Pipelines;
using AtlanEvents.Fast.Cli.Receiving;
using AtlanEvents.Fast.Cli.Receiving.Destinations;
using AtlanEvents.Fast.Handling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.Benchmarks.Webhooks;

/// <summary>A server with one endpoint at <c>/atlan</c>.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "a secret of the usual length";

    private readonly WebApplication _application;
    private readonly IAsyncDisposable? _owned;

    private Receiver(WebApplication application, IAsyncDisposable? owned)
    {
        _application = application;
        _owned = owned;
    }

    public int Port => new Uri(_application.Urls.Single()).Port;

    /// <summary>Reads the body and discards it.</summary>
    public static Task<Receiver> MinimalAsync() => StartAsync(application => application.MapPost("/atlan", DiscardAsync));

    /// <summary>Handlers that do nothing.</summary>
    public static Task<Receiver> ViewsAsync() => StartAsync(application => application.MapAtlanWebhook("/atlan", new NoViews()));

    /// <inheritdoc cref="ViewsAsync"/>
    public static Task<Receiver> RecordsAsync() => StartAsync(application => application.MapAtlanWebhook("/atlan", new NoRecords()));

    /// <summary>As <c>receive</c> does.</summary>
    public static Task<Receiver> ToAsync(IDestination destination)
        => StartAsync(application => application.MapAtlanWebhook("/atlan", new MessageReceiver(destination, activity: null)), destination);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
    }

    private static async Task<Receiver> StartAsync(Action<WebApplication> map, IAsyncDisposable? owned = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAtlanWebhook(options => options.SigningSecrets.Add(Secret));
        WebApplication application = builder.Build();
        map(application);
        await application.StartAsync();
        return new Receiver(application, owned);
    }

    private static async Task DiscardAsync(HttpContext context)
    {
        PipeReader reader = context.Request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(context.RequestAborted);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    private sealed class NoViews : IEventViewHandler
    {
        public void Handle(in EventView view, in EventDelivery delivery)
        {
        }
    }

    private sealed class NoRecords : IEventRecordHandler
    {
        public ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
            => ValueTask.CompletedTask;
    }
}
