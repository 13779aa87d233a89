using System.Diagnostics.CodeAnalysis;
using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.AspNetCore.Delivery;
using AtlanEvents.Fast.AspNetCore.Requests;
using AtlanEvents.Fast.AspNetCore.Secrets;
using AtlanEvents.Fast.AspNetCore.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps endpoints to which Atlan posts its events.</summary>
/// <remarks>
/// An endpoint accepts POST requests with one event each. It responds 200 when the handler has accepted the event, and when Atlan
/// validates the webhook. All other responses have problem details: 400 if the body is not valid, 401 without a valid secret, 413 if the
/// body is too long, 415 if it is not JSON, 422 for a part of a split message, and 503 with <c>Retry-After</c> if the event should be
/// sent again.
/// </remarks>
public static class AtlanWebhookEndpointRouteBuilderExtensions
{
    /// <summary>Maps an endpoint whose events are handled as owned records, concurrently for different assets.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, such as <c>/atlan</c>.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The endpoint, to be refined further.</returns>
    /// <exception cref="InvalidOperationException"><c>AddAtlanWebhook</c> was not called.</exception>
    /// <exception cref="OptionsValidationException">The options contain mistakes. The message lists them.</exception>
    public static IEndpointConventionBuilder MapAtlanWebhook(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        IEventRecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(endpoints, pattern, options => new RecordInvoker(handler, options.Concurrency));
    }

    /// <summary>Maps an endpoint whose events are handled as borrowed views, one at a time.</summary>
    /// <inheritdoc cref="MapAtlanWebhook(IEndpointRouteBuilder, string, IEventRecordHandler)"/>
    public static IEndpointConventionBuilder MapAtlanWebhook(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        IEventViewHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(endpoints, pattern, _ => new ViewInvoker(handler));
    }

    /// <summary>Maps an endpoint whose messages are handled as they arrive, among them those that are not events.</summary>
    /// <inheritdoc cref="MapAtlanWebhook(IEndpointRouteBuilder, string, IEventRecordHandler)"/>
    public static IEndpointConventionBuilder MapAtlanWebhook(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        IWebhookMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(endpoints, pattern, _ => new MessageInvoker(handler));
    }

    /// <summary>Maps an endpoint with a handler from the application's services.</summary>
    /// <typeparam name="THandler">
    /// An <see cref="IEventRecordHandler"/>, <see cref="IEventViewHandler"/> or <see cref="IWebhookMessageHandler"/>. One object for all
    /// events. Unless it is registered, it is created by dependency injection.
    /// </typeparam>
    /// <exception cref="ArgumentException">The handler implements none of the interfaces.</exception>
    /// <inheritdoc cref="MapAtlanWebhook(IEndpointRouteBuilder, string, IEventRecordHandler)"/>
    public static IEndpointConventionBuilder MapAtlanWebhook<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern)
        where THandler : class
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = endpoints.ServiceProvider;
        object handler = services.GetService<THandler>() ?? ActivatorUtilities.CreateInstance<THandler>(services);
        return handler switch
        {
            IEventRecordHandler records => endpoints.MapAtlanWebhook(pattern, records),
            IEventViewHandler views => endpoints.MapAtlanWebhook(pattern, views),
            IWebhookMessageHandler messages => endpoints.MapAtlanWebhook(pattern, messages),
            _ => throw new ArgumentException(
                $"{typeof(THandler)} must implement {nameof(IEventRecordHandler)}, {nameof(IEventViewHandler)} "
                    + $"or {nameof(IWebhookMessageHandler)}.",
                nameof(endpoints)),
        };
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints,
        string pattern,
        Func<AtlanWebhookOptions, IMessageInvoker> createInvoker)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        IServiceProvider services = endpoints.ServiceProvider;
        CurrentSecrets secrets = services.GetService<CurrentSecrets>()
            ?? throw new InvalidOperationException("MapAtlanWebhook needs services: call builder.Services.AddAtlanWebhook(...) first.");
        AtlanWebhookOptions options = services.GetRequiredService<IOptionsMonitor<AtlanWebhookOptions>>().CurrentValue;
        if (AtlanWebhookOptionsRules.Check(options) is { Count: > 0 } mistakes)
            throw new OptionsValidationException(Options.DefaultName, typeof(AtlanWebhookOptions), mistakes);

        var endpoint = new WebhookEndpoint(
            options,
            secrets,
            createInvoker(options),
            services.GetRequiredService<WebhookMetrics>(),
            services.GetRequiredService<ILogger<WebhookEndpoint>>());
        return endpoints.MapPost(pattern, endpoint.InvokeAsync)
            .WithMetadata(new BodySizeLimit())
            .WithDisplayName($"Atlan webhook {pattern}");
    }
}
