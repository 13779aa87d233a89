using AtlanEvents.Fast.Cli.Auditing.Findings;
using AtlanEvents.Fast.Cli.Terminal;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Auditing.Reports;

/// <summary>Writes findings for people: code, count and meaning in a line, then the first places.</summary>
internal static class FindingText
{
    /// <param name="console">Where to.</param>
    /// <param name="title">The line above.</param>
    /// <param name="color">The colour of the codes.</param>
    /// <param name="findings">What to write; nothing at all if there is nothing.</param>
    /// <param name="onlyInput">The name of the input if there was one only, which places need not repeat.</param>
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
            console.Write(new Text($"  {Quantity.Exact(finding.Count).PadLeft(countWidth)}  {FindingCode.MeaningOf(finding.Kind)}"));
            console.WriteLine();
            foreach (Example example in finding.Examples.All)
                WriteExample(console.Profile.Out.Writer, example, onlyInput);

            if (finding.Examples.All.Count is > 0 and int shown && finding.Count > shown)
                console.WriteLine($"    and {Quantity.Exact(finding.Count - shown)} more");
        }
    }

    // Not through the console, which would break long names: they are there to be copied.
    private static void WriteExample(TextWriter output, Example example, string? onlyInput)
    {
        string?[] place =
        [
            example.Input == onlyInput ? null : example.Input,
            example.Line is long line ? $"line {Quantity.Exact(line)}" : null,
            example.Guid,
        ];
        string indent = "    ";
        foreach (string? text in (string?[])[string.Join(", ", place.OfType<string>()), example.QualifiedName, example.Detail])
        {
            if (string.IsNullOrEmpty(text))
                continue;

            output.WriteLine(indent + Printable.Of(text));
            indent = "      ";
        }
    }
}
