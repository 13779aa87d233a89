namespace AtlanEvents.Fast.PropertyTests;

/// <summary>A whole input with lines of every kind.</summary>
public sealed record MixedInput(byte[] Bytes)
{
    /// <summary>Joins lines by LF or CRLF, sometimes with a byte order mark at the start, sometimes without a newline at the end.</summary>
    public static MixedInput Join(byte[][] lines, Random random)
    {
        var bytes = new List<byte>();
        if (random.Next(4) == 0)
            bytes.AddRange([0xEF, 0xBB, 0xBF]);

        for (int i = 0; i < lines.Length; i++)
        {
            bytes.AddRange(lines[i]);
            if (i < lines.Length - 1 || random.Next(3) > 0)
                bytes.AddRange(random.Next(4) == 0 ? "\r\n"u8 : "\n"u8);
        }

        return new MixedInput([.. bytes]);
    }

    /// <summary>Whether the input has the byte order mark of an unsupported encoding; other tests cover that.</summary>
    public bool IsOfOtherEncoding => OtherEncoding.IsAnnounced(Bytes);

    public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64 {Convert.ToBase64String(Bytes)})";
}

/// <summary>The mutation of a line; it may be several lines.</summary>
public sealed record MutatedLine(byte[] Bytes)
{
    public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64 {Convert.ToBase64String(Bytes)})";
}
