using System.Text.RegularExpressions;
using AtlanEvents.Fast.Cli.Statistics.Live;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>The live view of <c>stats --follow</c>, on a pseudo-terminal.</summary>
public sealed partial class LiveViewTests : FileTests
{
    private const string ClearLine = "\e[2K";
    private const char Interrupt = '\x03';

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    [ProgramFact("script")]
    public async Task The_view_is_redrawn_as_the_file_grows_and_ends_with_the_final_table()
    {
        string file = Folder.Write("growing.ndjson", Lines(Hard, Soft));
        using Process terminal = Start($"stats --follow --by time {file}");
        string shown = await ReadUntilAsync(terminal, "2 events", "events/s");

        // The ^C that a terminal shows must fit into the line, or it would move the view.
        Assert.All(Escapes().Replace(shown, "").Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 97));

        await File.AppendAllTextAsync(file, Lines(Update));
        await ReadUntilAsync(terminal, "3 events");

        // The view is cleared, and the message is written after it.
        File.WriteAllText(file, Lines(Update));
        await ReadUntilAsync(terminal, "4 events");
        await terminal.StandardInput.WriteAsync(Interrupt);
        await terminal.StandardInput.FlushAsync();
        string end = await terminal.StandardOutput.ReadToEndAsync().WaitAsync(s_timeout);

        string final = end[(end.LastIndexOf(ClearLine, StringComparison.Ordinal) + ClearLine.Length)..];
        Assert.Contains("was truncated: reading it from the beginning", final);
        Assert.Contains("4 events in 4 lines", final.Replace("\e[1m", "").Replace("\e[0m", ""));
        Assert.Contains("ENTITY_UPDATE", final);
        Assert.Contains("interrupted; all events read so far were processed", final);
        Assert.DoesNotContain("Ctrl-C ends", final);
    }

    [ProgramFact("script")]
    public async Task Json_has_no_view()
    {
        string file = Folder.Write("growing.ndjson", Lines(Hard, Soft));
        using Process terminal = Start($"stats --follow --format json --progress json {file}");
        await ReadUntilAsync(terminal, "\"events\":2");

        await terminal.StandardInput.WriteAsync(Interrupt);
        await terminal.StandardInput.FlushAsync();
        string end = await terminal.StandardOutput.ReadToEndAsync().WaitAsync(s_timeout);

        Assert.Contains("\"typeName\":{\"Column\":1,\"Table\":1}", end);
        Assert.DoesNotContain(ClearLine, end);
    }

    [Fact]
    public void Rates_are_those_of_the_last_intervals()
    {
        var history = new RateHistory();
        for (int second = 1; second <= RateHistory.Length + 5; second++)
            history.Add(10 * second * second, TimeSpan.FromSeconds(second));

        Assert.Equal(RateHistory.Length, history.Rates.Length);
        Assert.Equal(Enumerable.Range(6, RateHistory.Length).Select(second => 10L * ((2 * second) - 1)), history.Rates);
        Assert.Equal(history.Rates[^1], history.Latest);
    }

    private static Process Start(string arguments)
    {
        Signal.RestoreInterrupt();
        return Shell.Start(
            "script",
            ["-qefc", $"stty rows 40 cols 100; exec '{Repository.ToolPath}' {arguments}", "/dev/null"],
            environment: [("TERM", "xterm"), ("NO_COLOR", "")]);
    }

    private static async Task<string> ReadUntilAsync(Process terminal, params string[] texts)
    {
        var shown = new StringBuilder();
        char[] buffer = new char[4_096];
        while (!texts.All(text => shown.ToString().Contains(text, StringComparison.Ordinal)))
        {
            int length = await terminal.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(s_timeout);
            Assert.True(length > 0, $"The terminal ended without '{string.Join("', '", texts)}': {shown}");
            shown.Append(buffer, 0, length);
        }

        return shown.ToString();
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escapes();
}
