using System.Globalization;
using System.Text;
using AtlanEvents.Fast.Benchmarks.Results;

namespace AtlanEvents.Fast.Benchmarks.Kafka;

/// <summary>The figures of a contender.</summary>
/// <param name="Contender">The contender.</param>
/// <param name="MillionsPerSecond">10^6 messages per second.</param>
/// <param name="BytesPerMessage">Managed memory that is allocated per message, by the client included.</param>
/// <param name="Ratio">Messages per second, relative to Confluent.Kafka alone: the median of the ratios of each round.</param>
internal sealed record KafkaRow(string Contender, double MillionsPerSecond, double BytesPerMessage, double Ratio);

/// <summary>The figures of one run of <c>kafka</c>. The verb <c>results</c> preserves this part of a results file.</summary>
internal sealed record KafkaSection(string Date, string Commit, int Messages, int Rounds, IReadOnlyList<KafkaRow> Rows)
{
    /// <summary>Writes the section, if the results have one.</summary>
    public static void Write(StringBuilder page, KafkaSection? kafka)
    {
        if (kafka is null)
            return;

        page.AppendLine();
        page.AppendLine("## Kafka");
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture,
            $"{kafka.Date}; commit {kafka.Commit}; {kafka.Messages:N0} events of `bulk-delete`, median of {kafka.Rounds} interleaved rounds. The");
        page.AppendLine("broker, librdkafka's mock cluster, runs in the same process and shares its processors.");
        page.AppendLine();
        page.AppendLine("| | M messages/s | B/message | ratio to Confluent.Kafka alone |");
        page.AppendLine("|---|---:|---:|---:|");
        foreach (KafkaRow row in kafka.Rows)
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Contender} | {Figure.ToText(row.MillionsPerSecond)} | {Figure.Whole(row.BytesPerMessage)} | {Figure.Ratio(row.Ratio)} |");
        }
    }
}
