using System.Globalization;
using System.Text.Json;
using AtlanEvents.Fast.Benchmarks.Files;
using AtlanEvents.Fast.Benchmarks.Kafka;
using AtlanEvents.Fast.Benchmarks.Scaling;
using AtlanEvents.Fast.Benchmarks.Webhooks;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The figures of one run, and the circumstances that are needed to judge them.</summary>
/// <remarks><see cref="VectorBits"/> is the vector width of the fast engine; 0 in files that lack it.</remarks>
internal sealed record ResultsFile(
    string Processor,
    string OperatingSystem,
    string Runtime,
    string Simdjson,
    string Date,
    string Commit,
    int Rounds,
    IReadOnlyList<WorkloadFacts> Workloads,
    IReadOnlyList<ResultRow> Rows,
    int VectorBits = 0,
    ScalingSection? Scaling = null,
    FilesSection? Files = null,
    KafkaSection? Kafka = null,
    WebhookSection? Webhook = null)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The current date, as results contain it.</summary>
    public static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The file name without extension.</summary>
    public string Slug => SlugOf(Processor);

    /// <summary>Converts the name of a processor to a file name, such as <c>intel-r-xeon-r-processor-2-50ghz</c>.</summary>
    public static string SlugOf(string processor)
    {
        string words = new([.. processor.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]);
        return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static ResultsFile FromJson(string json) => JsonSerializer.Deserialize<ResultsFile>(json, s_json)!;

    public string ToJson() => JsonSerializer.Serialize(this, s_json) + "\n";

    /// <summary>Returns the rows of a workload in the scope <see cref="Scope.Locate"/>.</summary>
    public IEnumerable<ResultRow> Located(string workload)
        => Rows.Where(row => row.Scope == Scope.Locate.ToText() && row.Workload == workload);
}

/// <summary>The size of a workload.</summary>
/// <remarks><see cref="FastPathShare"/> is the share of fast-path lines of the warm fast engine, from 0 to 1.</remarks>
internal sealed record WorkloadFacts(string Name, int Bytes, int Lines, long Events, bool IsHostile = false, double? FastPathShare = null);

/// <summary>One measurement in a results file.</summary>
/// <remarks>
/// Ratios are taken within the same rounds. <see cref="RatioToUtf8JsonReader"/> is absent in the scope frame.
/// <see cref="RatioToInMemory"/> is relative to the same engine, warm, over bytes in memory; only the library's engines have it.
/// </remarks>
internal sealed record ResultRow(
    string Scope,
    string Workload,
    string Contender,
    string Validates,
    double GigabytesPerSecond,
    double NanosecondsPerEvent,
    double AllocatedBytesPerEvent,
    double? RatioToUtf8JsonReader,
    double? RatioToInMemory = null);
