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
    /// <param name="settings">The inputs, and the dead letter.</param>
    /// <param name="output">The file that results go to, if not to standard output.</param>
    /// <exception cref="ToolException">A file is an input and an output, or two outputs.</exception>
    public static void Require(PumpSettings settings, string? output = null)
    {
        if (output is null)
            Require(settings, "standard output", FileIdentity.Of(StandardHandle.Output));
        else
            Require(settings, output, FileIdentity.Of(output));
    }

    /// <summary>The same where results go to no file at all.</summary>
    /// <exception cref="ToolException">The dead letter is an input.</exception>
    public static void RequireInputs(PumpSettings settings) => Require(settings, "", null);

    private static void Require(PumpSettings settings, string outputName, string? output)
    {
        var outputs = new HashSet<string>();
        RequireNew(outputName, output);
        if (settings.DeadLetterPath is string deadLetter)
            RequireNew(deadLetter, FileIdentity.Of(deadLetter));

        foreach (string input in settings.Inputs)
        {
            string? identity = input == Input.StandardInput ? FileIdentity.Of(StandardHandle.Input) : FileIdentity.Of(input);
            if (identity is not null && outputs.Contains(identity))
                throw new ToolException(ExitCode.Usage, $"{Input.NameOf(input)} is an input as well as an output.");
        }

        void RequireNew(string name, string? identity)
        {
            if (identity is not null && !outputs.Add(identity))
                throw new ToolException(ExitCode.Usage, $"{name} is an output already, and cannot be the dead letter too.");
        }
    }
}
