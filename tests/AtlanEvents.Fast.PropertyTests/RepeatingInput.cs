using System.Text;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>A stream in which lines are alike: an engine that learns from lines has learned, and is then surprised.</summary>
public sealed record RepeatingInput(byte[] Bytes)
{
    public override string ToString() => $"{Encoding.Latin1.GetString(Bytes)}\n(base64 {Convert.ToBase64String(Bytes)})";
}
