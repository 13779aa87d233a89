using Microsoft.AspNetCore.Http.Metadata;

namespace AtlanEvents.Fast.AspNetCore.Requests;

/// <summary>
/// Lifts the limit of the server. <see cref="RequestBody"/> applies its own, which counts only the body, and not how it is divided into
/// chunks.
/// </summary>
internal sealed class BodySizeLimit : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => null;
}
