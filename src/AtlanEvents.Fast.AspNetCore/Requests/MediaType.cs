using Microsoft.Net.Http.Headers;

namespace AtlanEvents.Fast.AspNetCore.Requests;

/// <summary>Whether the headers of a request announce JSON in UTF-8 that is not compressed.</summary>
internal static class MediaType
{
    private const string Json = "application/json";

    public static bool IsSupported(HttpRequest request) => IsJson(request.ContentType) && !IsEncoded(request);

    // Without the header, the body decides (RFC 9110 section 8.3).
    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType) || contentType == Json)
            return true;

        return MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    // The middleware for request decompression removes the header.
    private static bool IsEncoded(HttpRequest request)
        => request.Headers.ContentEncoding is { Count: > 0 } encoding
            && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase);
}
