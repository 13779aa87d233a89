using System.Text;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>The mutation of a line; it may be several lines.</summary>
public sealed record MutatedLine(byte[] Bytes)
{
    public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64 {Convert.ToBase64String(Bytes)})";
}
