using System.Text;
using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Tests.Documentation;

/// <summary>Loads the script into each shell, types a line and TAB, and checks the result.</summary>
public sealed partial class CompletionTests : IDisposable
{
    // The typed text, and the result of TAB.
    private static readonly (string Typed, string Completed)[] s_lines =
    [
        ("atlan-events sta", "atlan-events stats "),
        ("atlan-events completion fi", "atlan-events completion fish "),
        ("atlan-events stats --no-re", "atlan-events stats --no-reassembly "),
        ("atlan-events stats -q --by s", "atlan-events stats -q --by scenario "),
        ("atlan-events replay --format ra", "atlan-events replay --format raw "),
        ("atlan-events replay --format=ra", "atlan-events replay --format=raw "),
        ("atlan-events replay --operation BUS", "atlan-events replay --operation BUSINESS_ATTRIBUTE_UPDATE "),
        ("atlan-events generate --wrap ev", "atlan-events generate --wrap eventbridge "),
        ("atlan-events audit --allow dup", "atlan-events audit --allow duplicate-delete "),
        ("atlan-events audit --progress j", "atlan-events audit --progress json "),
        ("atlan-events replay --dead-letter my", @"atlan-events replay --dead-letter my\ dump.ndjson "),
        ("atlan-events audit my", @"atlan-events audit my\ dump.ndjson "),
        ("atlan-events stats --max-rejects m", "atlan-events stats --max-rejects m"),
    ];

    private readonly TemporaryFolder _folder = new();

    public CompletionTests() => _folder.Write("my dump.ndjson", "");

    public void Dispose() => _folder.Dispose();

    [ProgramFact("bash", "script")]
    public async Task Bash_completes()
    {
        string start = $$"""
            PS1=
            cd '{{_folder.PathOf("")}}'
            source '{{await WriteScriptAsync("bash")}}'
            show() { printf '%s\n' "$READLINE_LINE" >> typed; READLINE_LINE=; }
            bind -x '"\C-t": show'
            : > ready
            """;
        string shell = $"bash --noprofile --rcfile '{_folder.Write("start", start)}' -i";
        string keys = $"{{ {WaitForReady}; cat '{_folder.Write("keys", Keys() + "exit\n")}'; }} | script -qec \"{shell}\" /dev/null > log";

        await AssertCompletesAsync("bash", ["-c", keys]);
    }

    [ProgramFact("zsh")]
    public async Task Zsh_completes()
    {
        string script = $$"""
            zmodload zsh/zpty
            zpty shell 'TERM=xterm zsh -f -i'
            zpty -w shell "cd '{{_folder.PathOf("")}}'; autoload -Uz compinit; compinit -u -d dump"
            zpty -w shell "source '{{await WriteScriptAsync("zsh")}}'"
            zpty -w shell 'show() { print -r -- "$BUFFER" >> typed; BUFFER= }; zle -N show'
            zpty -w shell 'bindkey "^T" show; bindkey "^I" complete-word; : > ready'
            {{WaitForReady}}
            zpty -w -n shell "$(< keys)"
            for ((i = 0; i < 200; i++)); do
                [[ -e typed && $(wc -l < typed) -ge {{s_lines.Length}} ]] && break
                sleep 0.05
            done
            zpty -d shell
            """;
        _folder.Write("keys", Keys());

        await AssertCompletesAsync("zsh", ["-f", "-c", script]);
    }

    [ProgramFact("fish")]
    public async Task Fish_completes()
    {
        // Print the offers, one word per line.
        string path = await WriteScriptAsync("fish");
        string ask = $"source '{path}'; for line in (cat lines); echo (complete -C $line); end";
        _folder.Write("lines", string.Join('\n', s_lines.Select(line => line.Typed)) + "\n");
        ToolResult result = await Shell.RunAsync("fish", ["--no-config", "-c", ask], [], _folder.PathOf(""));

        string[] offers = [.. result.Output.TrimEnd('\n').Split('\n').Select(offer => offer.Split('\t')[0])];
        string[] expected = [.. s_lines.Select(
            line => line.Completed == line.Typed ? "" : LastWord().Match(line.Completed).Value.Replace("\\", "").Trim())];
        Assert.Equal(expected, offers.Concat(Enumerable.Repeat("", expected.Length - offers.Length)));
        Assert.Empty(result.Error);
    }

    /// <summary>Shells offer what help lists, for every command.</summary>
    [ProgramFact("bash")]
    public async Task Completion_offers_every_command_and_option()
    {
        var expected = new StringBuilder();
        var ask = new StringBuilder($"source '{await WriteScriptAsync("bash")}'\n");
        string[] commands = [.. Rows().Matches(Part(await HelpAsync(), "Commands:")).Select(row => row.Groups[1].Value)];
        Assert.Contains("completion", commands);
        expected.AppendJoin(' ', commands).Append('\n');
        ask.Append("COMP_WORDS=(atlan-events ''); COMP_CWORD=1; _atlan_events; echo \"${COMPREPLY[@]}\"\n");
        foreach (string command in commands)
        {
            IEnumerable<string> options = OptionNames().Matches(Part(await HelpAsync(command), "Options:")).Select(option => option.Value);
            expected.AppendJoin(' ', options.Order(StringComparer.Ordinal)).Append('\n');
            {
                ask.Append($"COMP_WORDS=(atlan-events {command} -); COMP_CWORD=2; _atlan_events; printf '%s\\n' \"${{COMPREPLY[@]}}\" ");
                ask.Append("| grep -v '^-.$' | LC_ALL=C sort | paste -sd ' '\n");
            }

        }

        ToolResult result = await Shell.RunAsync("bash", ["--norc", "-s"], Encoding.UTF8.GetBytes(ask.ToString()));

        Assert.Equal(expected.ToString(), result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task An_unknown_shell_exits_2()
    {
        ToolResult result = await Tool.RunAsync("completion", "powershell");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("SHELL must be one of bash, zsh, fish, not 'powershell'", result.Error);
    }

    private static string WaitForReady => "for ((n = 0; n < 200; n++)); do [[ -e ready ]] && break; sleep 0.05; done";

    // Ctrl-T prints the current line.
    private static string Keys() => string.Concat(s_lines.Select(line => $"{line.Typed}\t\x14"));

    private static async Task<string> HelpAsync(params string[] command) => (await Tool.RunAsync([.. command, "--help"])).Output;

    private static string Part(string help, string heading)
    {
        string part = help[(help.IndexOf($"\n{heading}\n", StringComparison.Ordinal) + heading.Length + 2)..];
        return part[..part.IndexOf("\n\n", StringComparison.Ordinal)];
    }

    private async Task<string> WriteScriptAsync(string shell)
    {
        ToolResult result = await Tool.RunAsync("completion", shell);
        Assert.Equal(0, result.ExitCode);
        return _folder.Write("script", result.OutputBytes);
    }

    private async Task AssertCompletesAsync(string program, string[] arguments)
    {
        await Shell.RunAsync(program, arguments, [], _folder.PathOf(""));

        Assert.Equal(s_lines.Select(line => line.Completed), await File.ReadAllLinesAsync(_folder.PathOf("typed")));
    }

    // The first word of each row of a list.
    [GeneratedRegex("^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("(?<=^  (?:-[^ ]+, )*)--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex OptionNames();

    [GeneratedRegex(@"(?:\\ |[^ ])+ ?$")]
    private static partial Regex LastWord();
}
