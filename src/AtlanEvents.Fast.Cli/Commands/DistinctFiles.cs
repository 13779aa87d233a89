using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Platform;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>
/// Sees to it that nothing is written to what is read, under whatever name: emptying an output would destroy the input, and
/// appending to it would never end.
/// </summary>
internal static class DistinctFiles
{
    /// <summary>What stands for standard output.</summary>
    public const string StandardOutput = "-";

    /// <param name="settings">The inputs, and the dead letter.</param>
    /// <param name="output">Where results go: standard output, a file, or nothing of the kind.</param>
    /// <param name="others">Other files that are written.</param>
    /// <exception cref="ToolException">A file is an input and an output, or two outputs.</exception>
    public static void Require(PumpSettings settings, string? output = StandardOutput, params IEnumerable<string> others)
    {
        var outputs = new HashSet<string>();
        if (output == StandardOutput)
            RequireNew("standard output", FileIdentity.Of(StandardHandle.Output));
        else if (output is not null)
            RequireNew(output, FileIdentity.Of(output));

        if (settings.DeadLetterPath is string deadLetter)
            RequireNew(deadLetter, FileIdentity.Of(deadLetter));

        foreach (string other in others)
            RequireNew(other, FileIdentity.Of(other));

        foreach (string input in settings.Inputs)
        {
            string? identity = input == Input.StandardInput ? FileIdentity.Of(StandardHandle.Input) : FileIdentity.Of(input);
            if (identity is not null && outputs.Contains(identity))
                throw new ToolException(ExitCode.Usage, $"{Input.NameOf(input)} is an input as well as an output.");
        }

        void RequireNew(string name, string? identity)
        {
            if (identity is not null && !outputs.Add(identity))
                throw new ToolException(ExitCode.Usage, $"{name} is an output already, and cannot be another one too.");
        }
    }
}
