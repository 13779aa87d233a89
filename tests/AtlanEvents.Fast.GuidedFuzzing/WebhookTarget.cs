using AtlanEvents.Fast.Handling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AtlanEvents.Fast.GuidedFuzzing;

/// <summary>Posts bodies to the endpoint of the webhook package, without a server.</summary>
internal sealed class WebhookTarget : IEventViewHandler
{
    private const string Secret = "secret";

    private readonly WebApplication _application;
    private readonly RequestDelegate _endpoint;
    private int _handled;

    public WebhookTarget()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.AddLogging();
        builder.Services.AddAtlanWebhook(options => options.SigningSecrets.Add(Secret));
        _application = builder.Build();
        _application.MapAtlanWebhook("/atlan", this);
        _endpoint = ((IEndpointRouteBuilder)_application).DataSources.Single().Endpoints.Single().RequestDelegate!;
    }

    public void Handle(in EventView view, in EventDelivery delivery) => _handled++;

    /// <summary>Every body gets one of the documented responses, and the handler is called if and only if it is an event that is accepted.</summary>
    public void Post(byte[] body)
    {
        _handled = 0;
        var context = new DefaultHttpContext { RequestServices = _application.Services };
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = "application/json";
        context.Request.Headers["x-atlan-signing-secret"] = Secret;
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = new MemoryStream();
        _endpoint(context).GetAwaiter().GetResult();
        int status = context.Response.StatusCode;
        if (status is not (200 or 400 or 413 or 422) || _handled > 1 || (_handled == 1 && status != 200))
            throw new FindException($"{status}, handled {_handled} times");
    }
}
