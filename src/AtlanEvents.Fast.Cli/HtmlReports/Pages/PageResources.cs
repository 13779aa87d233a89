using AtlanEvents.Fast.Cli.Hosting;

namespace AtlanEvents.Fast.Cli.HtmlReports.Pages;

/// <summary>The style sheet and the script of a page, and the policy that allows only them.</summary>
internal static class PageResources
{
    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = Read("report.js");

    /// <summary>The Content-Security-Policy: nothing is loaded, and nothing runs but this style sheet and this script.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src {ContentPolicy.SourceOf(Style)}; script-src {ContentPolicy.SourceOf(Script)}; "
            + "base-uri 'none'; form-action 'none'";

    private static string Read(string name)
    {
        Type type = typeof(PageResources);
        using Stream stream = type.Assembly.GetManifestResourceStream(type, name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
