using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Routing;

namespace AtlanEvents.Fast.AspNetCore.Telemetry;

/// <summary>The metrics of all endpoints. ASP.NET Core measures the duration of requests, and traces them.</summary>
internal sealed class WebhookMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "AtlanEvents.Fast.AspNetCore";

    private const string OutcomeTag = "outcome";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly List<Func<long>> _inFlight = [];

    public WebhookMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _requests = _meter.CreateCounter<long>("atlan_events.webhook.requests", "{request}", "Requests, by outcome.");
        _meter.CreateObservableGauge(
            "atlan_events.webhook.in_flight", CountInFlight, "{request}", "Signed requests that are read, wait or are being handled.");
    }

    /// <summary>Adds the requests in flight of an endpoint to the gauge.</summary>
    public void ObserveInFlight(Func<long> count)
    {
        lock (_inFlight)
            _inFlight.Add(count);
    }

    /// <summary>Counts a request, and tags its trace.</summary>
    public void Add(HttpContext context, string outcome)
    {
        var tag = new KeyValuePair<string, object?>(OutcomeTag, outcome);
        if (_requests.Enabled)
            _requests.Add(1, tag, new KeyValuePair<string, object?>("http.route", RouteOf(context)));

        Activity.Current?.SetTag("atlan_events.outcome", outcome);
    }

    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private long CountInFlight()
    {
        lock (_inFlight)
            return _inFlight.Sum(count => count());
    }
}
