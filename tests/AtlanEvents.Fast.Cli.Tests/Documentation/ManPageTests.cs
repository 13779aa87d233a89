using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Cli.Tests.Documentation;

public sealed partial class ManPageTests
{
    private static readonly Task<ToolResult> s_page = Tool.RunAsync("man");

    [Fact]
    public async Task The_man_page_has_the_standard_sections_in_order()
    {
        string page = (await s_page).Output;

        Assert.Equal(
            ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "EXAMPLES", "SEE ALSO"],
            Sections().Matches(page).Select(section => section.Groups[1].Value));
        Assert.All(page, c => Assert.InRange(c, '\n', '~'));
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("replay")]
    [InlineData("generate")]
    [InlineData("audit")]
    public async Task The_man_page_contains_every_option(string command)
    {
        string help = (await Tool.RunAsync(command, "--help")).Output;
        string page = (await s_page).Output;
        string[] options = [.. Options().Matches(help).Select(option => option.Value)];

        Assert.NotEmpty(options);
        Assert.All(options, option => Assert.Matches($@"\n\.TP\n.*\\fB{Regex.Escape(option.Replace("-", "\\-"))}\\fR", page));
    }

    [ProgramFact("mandoc")]
    public async Task Mandoc_reports_no_problems()
    {
        ToolResult lint = await Shell.RunAsync("mandoc", ["-Tlint"], (await s_page).OutputBytes);

        Assert.Empty(lint.Output + lint.Error);
    }

    [ProgramFact("groff")]
    public async Task Groff_reports_no_problems()
    {
        ToolResult text = await Shell.RunAsync("groff", ["-ww", "-man", "-Tascii", "-P-cbou"], (await s_page).OutputBytes);

        Assert.Empty(text.Error);
        Assert.Contains("atlan-events replay --format raw \\\n", text.Output);
    }

    [GeneratedRegex("^\\.SH (.*)$", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex("(?<=^  (?:-[^ ]+, )*)--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex Options();
}
