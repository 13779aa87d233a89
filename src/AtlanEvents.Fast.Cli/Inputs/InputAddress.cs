using AtlanEvents.Fast.Cli.Platform;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Where an input is: <c>-</c> for standard input, or the path of a file.</summary>
/// <param name="Text">The address as it was typed.</param>
internal readonly record struct InputAddress(string Text)
{
    public static InputAddress StandardInput { get; } = new("-");

    public bool IsStandardInput => this == StandardInput;

    /// <summary>The name in messages, reports and the dead letter.</summary>
    public string Name => IsStandardInput ? "standard input" : Text;

    /// <summary>The size in bytes, compressed if the input is; <see langword="null"/> if it is unknown.</summary>
    public long? Length => IsStandardInput ? null : new FileInfo(Text).Length;

    /// <summary>Whether the input can be read a second time: it is a regular file.</summary>
    public bool IsRepeatable => !IsStandardInput && FileIdentity.Of(Text) is not null;

    public static implicit operator InputAddress(string text) => new(text);

    /// <summary>The total size of some inputs; <see langword="null"/> if one is unknown, or if all are empty.</summary>
    public static long? TotalLength(IEnumerable<InputAddress> inputs)
    {
        long total = 0;
        foreach (InputAddress input in inputs)
        {
            if (input.Length is not long length)
                return null;

            total += length;
        }

        return total > 0 ? total : null;
    }

    public override string ToString() => Text;
}
