namespace AtlanEvents.Fast.Kafka.Clients;

/// <summary>The memory that a message takes besides its value.</summary>
internal static class MessageMemory
{
    // The objects of a header: itself, its name and its value.
    private const int BytesPerHeader = 100;

    /// <summary>Estimates the bytes of a key and of headers.</summary>
    public static int Of(byte[]? key, Headers? headers)
    {
        int bytes = key?.Length ?? 0;
        for (int i = 0; i < headers?.Count; i++)
            bytes += BytesPerHeader + (sizeof(char) * headers[i].Key.Length) + (headers[i].GetValueBytes()?.Length ?? 0);

        return bytes;
    }
}
