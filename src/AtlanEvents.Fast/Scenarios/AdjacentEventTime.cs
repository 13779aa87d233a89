namespace AtlanEvents.Fast.Scenarios;

/// <summary>Reads <c>eventTime</c> without parsing the line, if it is where Atlas writes it: directly after <c>operationType</c>.</summary>
/// <remarks>
/// The member after <c>operationType</c> belongs to the message. Its value counts unless the key occurs again, and it cannot if the rest of
/// the line has neither its name nor a backslash, with which it could be spelt differently.
/// <code>
/// ..."operationType":"ENTITY_DELETE","eventTime":1667822854152}}
///                    located field ^            ^ value       ^ rest
/// </code>
/// </remarks>
internal static class AdjacentEventTime
{
    private const int MaxDigits = 18;

    /// <summary>Reads the time in milliseconds since 1970.</summary>
    /// <param name="line">A line that was accepted as an event.</param>
    /// <param name="operationEnd">The position of the closing quote of the operation.</param>
    /// <param name="milliseconds">The time.</param>
    /// <returns><see langword="false"/> if the line must be parsed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, int operationEnd, out long milliseconds)
    {
        ReadOnlySpan<byte> before = "\",\"eventTime\":"u8;
        milliseconds = 0;
        ReadOnlySpan<byte> rest = line[operationEnd..];
        if (!rest.StartsWith(before))
            return false;

        rest = rest[before.Length..];
        int digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is <= 0 or > MaxDigits || rest[digits] is not ((byte)'}' or (byte)','))
            return false;

        foreach (byte digit in rest[..digits])
            milliseconds = (10 * milliseconds) + (digit - '0');

        rest = rest[digits..];
        return !rest.Contains((byte)'\\') && rest.IndexOf("eventTime"u8) < 0;
    }
}
