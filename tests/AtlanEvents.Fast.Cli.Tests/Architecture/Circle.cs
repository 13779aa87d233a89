#pragma warning disable IDE0130 // Each namespace of this file represents a folder.
namespace AtlanEvents.Fast.Cli.Tests.Architecture.Circle.One
{
    internal sealed class First
    {
        public Two.Second? Next { get; init; }
    }
}

namespace AtlanEvents.Fast.Cli.Tests.Architecture.Circle.Two
{
    internal sealed class Second
    {
        public One.First? Next { get; init; }
    }
}
