using System.Globalization;
using AtlanEvents.Fast.AspNetCore.Telemetry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace AtlanEvents.Fast.AspNetCore.Requests;

/// <summary>Why a request was not accepted, as problem details (RFC 9457). Contains nothing of the request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Outcome">The value of the tag <c>outcome</c> in the metrics.</param>
/// <param name="Detail">A sentence for the sender.</param>
internal sealed record Problem(int Status, string Outcome, string Detail)
{
    public static readonly Problem Unauthorized = new(
        StatusCodes.Status401Unauthorized, Outcomes.Unauthorized, "The header x-atlan-signing-secret is missing or has no valid secret.");

    public static readonly Problem FromWebPage = new(
        StatusCodes.Status403Forbidden, Outcomes.Unauthorized, "This receiver needs no secret, so it accepts nothing from web pages.");

    public static readonly Problem TooLong = new(
        StatusCodes.Status413PayloadTooLarge, Outcomes.Invalid, "The body is longer than this receiver accepts.");

    public static readonly Problem UnsupportedMediaType = new(
        StatusCodes.Status415UnsupportedMediaType,
        Outcomes.Invalid,
        "The body must be JSON in UTF-8. This receiver does not support its media type or content encoding.");

    public static readonly Problem Empty = new(StatusCodes.Status400BadRequest, Outcomes.Invalid, "The body is empty.");

    public static readonly Problem Undecodable = new(
        StatusCodes.Status400BadRequest, Outcomes.Invalid, "The body cannot be decompressed.");

    public static readonly Problem SplitMessage = new(
        StatusCodes.Status422UnprocessableEntity, Outcomes.Invalid, "This receiver does not join the parts of split messages.");

    public static readonly Problem Full = new(
        StatusCodes.Status503ServiceUnavailable, Outcomes.Full, "Too many events are being handled. Send the event again.");

    public static readonly Problem NotAccepted = new(
        StatusCodes.Status503ServiceUnavailable, Outcomes.Failed, "The event could not be accepted. Send it again.");

    /// <summary>The problem of a body that is not valid.</summary>
    public static Problem Rejected(LineFaultReason reason) => reason switch
    {
        LineFaultReason.LineTooLong or LineFaultReason.MessageTooLarge => TooLong,
        _ => new(StatusCodes.Status400BadRequest, Outcomes.Invalid, $"The body is not a valid event: {reason}."),
    };

    /// <summary>The problem that the server found while it read the request.</summary>
    public static Problem Of(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLong,
        StatusCodes.Status408RequestTimeout => new(exception.StatusCode, Outcomes.Invalid, "The body arrived too slowly."),
        int status => new(status, Outcomes.Invalid, "The request is not valid HTTP."),
    };

    /// <summary>Writes the response.</summary>
    public async Task WriteAsync(HttpContext context, int retryAfterSeconds)
    {
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);

        // "A server generating a 401 response MUST send a WWW-Authenticate header field" (RFC 9110 section 11.6.1).
        if (Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "x-atlan-signing-secret";

        var details = new ProblemDetails { Status = Status, Detail = Detail };
        var problem = new ProblemDetailsContext { HttpContext = context, ProblemDetails = details };
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(problem).ConfigureAwait(false);
    }
}
