using System.Diagnostics.CodeAnalysis;
using AtlanEvents.Fast.Kafka;
using AtlanEvents.Fast.Kafka.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds consumers of Atlan events to a host.</summary>
public static class AtlanKafkaServiceCollectionExtensions
{
    private static readonly TimeSpan s_maxTimeWithoutProgress = TimeSpan.FromMinutes(5);

    /// <summary>Adds a consumer that runs as long as the host, and a health check with the full type name of the handler.</summary>
    /// <typeparam name="THandler">
    /// The handler: an <see cref="IEventRecordHandler"/> or an <see cref="IEventViewHandler"/>. One object for all events. Unless it is
    /// registered already, it is created by dependency injection. To consume with two handlers, add two consumers.
    /// </typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options, which are checked when the host starts.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The handler implements neither interface.</exception>
    /// <remarks>
    /// A consumer that cannot continue stops the host with an error, unless <c>HostOptions.BackgroundServiceExceptionBehavior</c>
    /// says otherwise. <c>HostOptions.ShutdownTimeout</c> should exceed <see cref="EventConsumerOptions.StopTimeout"/> by more than ten
    /// seconds, the time for leaving the group: with the default, set it to 35 seconds.
    /// </remarks>
    public static IServiceCollection AddAtlanKafkaConsumer<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services,
        Action<EventConsumerOptions> configure)
        where THandler : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        bool takesRecords = typeof(IEventRecordHandler).IsAssignableFrom(typeof(THandler));
        if (!takesRecords && !typeof(IEventViewHandler).IsAssignableFrom(typeof(THandler)))
        {
            throw new ArgumentException(
                $"{typeof(THandler)} must implement {nameof(IEventRecordHandler)} or {nameof(IEventViewHandler)}.",
                nameof(services));
        }

        string name = typeof(THandler).FullName!;
        services.AddOptions<EventConsumerOptions>(name).Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventConsumerOptions>>(new OptionsValidator(name));
        services.TryAddSingleton<THandler>();
        services.AddKeyedSingleton(name, (provider, _) => Create<THandler>(provider, name, takesRecords));
        services.AddSingleton<IHostedService>(provider => new ConsumerService(
            provider.GetRequiredKeyedService<EventConsumer>(name),
            OptionsOf(provider, name).GroupId,
            provider.GetRequiredService<ILogger<EventConsumer>>()));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new ConsumerHealthCheck(provider.GetRequiredKeyedService<EventConsumer>(name), s_maxTimeWithoutProgress),
            failureStatus: null,
            tags: ["kafka"]));
        return services;
    }

    private static EventConsumer Create<THandler>(IServiceProvider provider, string name, bool takesRecords)
        where THandler : class
    {
        EventConsumerOptions options = OptionsOf(provider, name);
        ILogger log = provider.GetRequiredService<ILogger<EventConsumer>>();
        TimeProvider? time = provider.GetService<TimeProvider>();
        object handler = provider.GetRequiredService<THandler>();
        return takesRecords
            ? new EventConsumer(options, (IEventRecordHandler)handler, log, time)
            : new EventConsumer(options, (IEventViewHandler)handler, log, time);
    }

    private static EventConsumerOptions OptionsOf(IServiceProvider provider, string name)
        => provider.GetRequiredService<IOptionsMonitor<EventConsumerOptions>>().Get(name);
}
