using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AtlanEvents.Fast.Cli.Documentation;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>Help that starts with examples to copy.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const int Width = 80;

    // Help must work on incomplete command lines.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        string command = parseResult.CommandResult.Command.Name;
        output.WriteLine("Examples:");
        foreach (Example example in Examples.Of(command))
        {
            output.WriteLine($"  {example.Purpose}");
            WriteIndented(output, "    ", example.Command.Split('\n'));
        }

        output.WriteLine();
        foreach (string note in Examples.NotesFor(command))
        {
            WriteIndented(output, "", WrappedText.Lines(note, Width));
            output.WriteLine();
        }

        int result = help.Invoke(parseResult);
        output.WriteLine("Exit codes:");
        foreach ((int code, string meaning) in ExitStatus.All)
            output.WriteLine($"  {code,-3}  {meaning}");

        return result;
    }

    private static void WriteIndented(TextWriter output, string indent, IEnumerable<string> lines)
    {
        foreach (string line in lines)
            output.WriteLine($"{indent}{line.TrimEnd()}");
    }
}
