using System.Text;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>A small line with routing keys; see <see cref="RoutingLineWriter"/>.</summary>
public sealed record RoutingLine(byte[] Bytes)
{
    public override string ToString() => Encoding.Latin1.GetString(Bytes);
}
