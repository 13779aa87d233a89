using System.Text;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>A small line about routing; see <see cref="RoutingLineWriter"/>.</summary>
public sealed record RoutingLine(byte[] Bytes)
{
    public override string ToString() => Encoding.Latin1.GetString(Bytes);
}
