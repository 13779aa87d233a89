using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Results;

namespace AtlanEvents.Fast.Benchmarks.Webhooks;

/// <summary>The figures of a contender.</summary>
/// <param name="Contender">The contender.</param>
/// <param name="RequestsPerSecond">Requests per second.</param>
/// <param name="BytesPerRequest">Managed memory that server and client allocate per request.</param>
/// <param name="Ratio">Requests per second, relative to the minimal endpoint: the median of the ratios of each round.</param>
internal sealed record WebhookRow(string Contender, double RequestsPerSecond, double BytesPerRequest, double Ratio);

/// <summary>The figures of one run of <c>webhook</c>. The verb <c>results</c> preserves this part of a results file.</summary>
internal sealed record WebhookSection(string Date, string Commit, int Requests, int Connections, int Rounds, IReadOnlyList<WebhookRow> Rows)
{
    /// <summary>Writes the section, if the results have one.</summary>
    public static void Write(StringBuilder page, WebhookSection? webhook)
    {
        if (webhook is null)
            return;

        page.AppendLine();
        page.AppendLine("## Webhooks");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture,
            $"{webhook.Date}; commit {webhook.Commit}; {webhook.Requests:N0} events of `bulk-delete`; {webhook.Connections} connections;");
        page.AppendLine(CultureInfo.InvariantCulture,
            $"median of {webhook.Rounds} interleaved rounds. Server and client share the process and its processors.");
        page.AppendLine();
        page.AppendLine("| | requests/s | B/request | ratio to the minimal endpoint |");
        page.AppendLine("|---|---:|---:|---:|");
        foreach (WebhookRow row in webhook.Rows)
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Contender} | {row.RequestsPerSecond:N0} | {Figure.Whole(row.BytesPerRequest)} | {Figure.Ratio(row.Ratio)} |");
        }
    }
}
