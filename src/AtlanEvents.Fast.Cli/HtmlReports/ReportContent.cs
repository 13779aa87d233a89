using AtlanEvents.Fast.Cli.Auditing.Reports;
using AtlanEvents.Fast.Cli.HtmlReports.Collecting;
using AtlanEvents.Fast.Cli.HtmlReports.Trees;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.HtmlReports;

/// <summary>Everything that a page shows. None of it depends on the time of the run or on the number of threads.</summary>
internal sealed record ReportContent
{
    public required AuditReport Audit { get; init; }

    public required EventStatistics Statistics { get; init; }

    public required ReportDetails Details { get; init; }

    public required IReadOnlyList<AssetNode> Roots { get; init; }

    public required IReadOnlyList<InputDigest> Inputs { get; init; }

    public required RunResult Run { get; init; }

    /// <summary>The position and reason of the first rejected line, if there is one.</summary>
    public string? FirstRejected { get; init; }

    /// <summary>The options that determine the content, such as <c>--under NAME</c>.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>The version of the tool.</summary>
    public required string Version { get; init; }
}
