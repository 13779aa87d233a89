using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>Writes findings for people: code, count and description on a line, then the first examples.</summary>
internal static class FindingText
{
    /// <param name="console">The console to write to.</param>
    /// <param name="title">The heading.</param>
    /// <param name="color">The colour of the codes.</param>
    /// <param name="findings">The findings; if there are none, nothing is written.</param>
    /// <param name="onlyInput">The name of the only input, which examples need not repeat.</param>
    public static void Write(IAnsiConsole console, string title, Color color, IReadOnlyList<Finding> findings, string? onlyInput)
    {
        if (findings.Count == 0)
            return;

        console.WriteLine();
        console.Write(new Text(title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        int codeWidth = findings.Max(finding => finding.Code.Length);
        int countWidth = findings.Max(finding => Quantity.Exact(finding.Count).Length);
        foreach (Finding finding in findings)
        {
            console.Write(new Text($"  {finding.Code.PadRight(codeWidth)}", new Style(color)));
            console.Write(new Text($"  {Quantity.Exact(finding.Count).PadLeft(countWidth)}  {FindingCode.DescriptionOf(finding.Kind)}"));
            console.WriteLine();
            foreach (Example example in finding.Examples.All)
                WriteExample(console.Profile.Out.Writer, example, onlyInput);

            if (finding.Examples.All.Count is > 0 and int shown && finding.Count > shown)
                console.WriteLine($"    and {Quantity.Exact(finding.Count - shown)} more");
        }
    }

    // Bypass the console, which would wrap long names; they must be easy to copy.
    private static void WriteExample(TextWriter output, Example example, string? onlyInput)
    {
        string?[] position =
        [
            example.Input == onlyInput ? null : example.Input,
            example.Line is long line ? $"line {Quantity.Exact(line)}" : null,
            example.Guid,
        ];
        string indent = "    ";
        foreach (string? text in (string?[])[string.Join(", ", position.OfType<string>()), example.QualifiedName, example.Detail])
        {
            if (string.IsNullOrEmpty(text))
                continue;

            output.WriteLine(indent + Printable.Of(text));
            indent = "      ";
        }
    }
}
