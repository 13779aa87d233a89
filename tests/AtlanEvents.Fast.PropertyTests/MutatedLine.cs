using System.Text;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>A line, or several, that began as an event.</summary>
public sealed record MutatedLine(byte[] Bytes)
{
    public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64 {Convert.ToBase64String(Bytes)})";
}
