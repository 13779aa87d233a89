using System.Text;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>A stream of similar lines, which an engine learns, and of unexpected ones.</summary>
public sealed record RepeatingInput(byte[] Bytes)
{
    public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64 {Convert.ToBase64String(Bytes)})";
}
