namespace FsCheck.Xunit;

/// <summary>A property does not hold, or too few cases could be generated.</summary>
public sealed class PropertyFailedException : Exception
{
    internal PropertyFailedException(string message, Exception? inner)
        : base(inner is null ? message : $"{message}{Environment.NewLine}{inner.Message}", inner)
    {
    }
}
