using System.Buffers;
using System.Text;
using AtlanEvents.Fast.Cli.Outputs;
using Spectre.Console;

namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Writes a report for people to standard output.</summary>
internal static class ReportText
{
    /// <param name="output">Standard output.</param>
    /// <param name="draw">Draws the report.</param>
    public static void Write(OutputWriter output, Action<IAnsiConsole> draw)
    {
        using var text = new StringWriter { NewLine = "\n" };
        bool isLive = TerminalConsole.IsLive(Console.IsOutputRedirected);
        draw(TerminalConsole.Create(text, isLive));

        // Cells are padded to their width, which nobody wants in a file.
        foreach (ReadOnlySpan<char> line in text.ToString().AsSpan().TrimEnd().EnumerateLines())
        {
            output.Write(Encoding.UTF8.GetBytes(line.TrimEnd().ToString()));
            output.Write("\n"u8);
        }
    }
}
