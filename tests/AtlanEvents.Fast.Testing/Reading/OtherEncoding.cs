namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>Inputs with the byte order mark of an unsupported encoding.</summary>
public static class OtherEncoding
{
    /// <summary>Returns whether an input starts with the byte order mark of UTF-16 or UTF-32.</summary>
    public static bool IsAnnounced(ReadOnlySpan<byte> input)
        => input.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || input.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || input.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]);
}
