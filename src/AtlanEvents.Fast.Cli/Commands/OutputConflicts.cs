using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Platform;
using AtlanEvents.Fast.Cli.Topics;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>
/// Rejects outputs that are also inputs, under whatever name: truncating the output would destroy the input, and appending to it might
/// never end.
/// </summary>
internal static class OutputConflicts
{
    public const string StandardOutput = "-";

    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">The outputs: files, topics, or <see cref="StandardOutput"/>. Absent ones are null.</param>
    /// <exception cref="ToolException">A file or topic is an input and an output, or two outputs.</exception>
    public static void Reject(IEnumerable<InputAddress> inputs, params IEnumerable<string?> outputs)
    {
        // Only Linux usually distinguishes names of files by their case.
        var files = new HashSet<string>(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        var topics = new HashSet<string>();
        foreach (string output in outputs.OfType<string>())
        {
            bool isStandardOutput = output == StandardOutput;
            bool isTopic = TopicAddress.IsTopic(output);
            string? identity = isTopic ? TopicAddress.ParseDestination(output).Name
                : isStandardOutput ? FileIdentity.Of(StandardHandle.Output)
                : FileIdentity.Of(output);
            if (identity is not null && !(isTopic ? topics : files).Add(identity))
                throw new ToolException(ExitCode.Usage, $"{(isStandardOutput ? "standard output" : output)} is used for two outputs");
        }

        foreach (InputAddress input in inputs)
        {
            string? identity = input.IsTopic ? input.Name
                : input.IsStandardInput ? FileIdentity.Of(StandardHandle.Input)
                : FileIdentity.Of(input.Text);
            if (identity is not null && (input.IsTopic ? topics : files).Contains(identity))
                throw new ToolException(ExitCode.Usage, $"{input.Name} is both an input and an output");
        }
    }
}
