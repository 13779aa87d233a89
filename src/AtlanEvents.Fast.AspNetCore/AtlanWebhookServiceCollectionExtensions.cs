using AtlanEvents.Fast.AspNetCore;
using AtlanEvents.Fast.AspNetCore.Secrets;
using AtlanEvents.Fast.AspNetCore.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what receivers of Atlan's webhooks need to an application.</summary>
public static class AtlanWebhookServiceCollectionExtensions
{
    /// <summary>Adds the services of <c>MapAtlanWebhook</c>, with options from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// The section that has the options. Secrets that change in it are valid from then on, without a restart.
    /// </param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddAtlanWebhook(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<AtlanWebhookOptions>().Bind(section);
        return AddServices(services);
    }

    /// <summary>Adds the services of <c>MapAtlanWebhook</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options, which are checked when an endpoint is mapped.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddAtlanWebhook(this IServiceCollection services, Action<AtlanWebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<AtlanWebhookOptions>().Configure(configure);
        return AddServices(services);
    }

    private static IServiceCollection AddServices(IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddMetrics();
        services.TryAddSingleton<CurrentSecrets>();
        services.TryAddSingleton<WebhookMetrics>();
        return services;
    }
}
