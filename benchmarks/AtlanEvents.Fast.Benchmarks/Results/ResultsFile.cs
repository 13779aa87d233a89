using System.Globalization;
using System.Text.Json;
using AtlanEvents.Fast.Benchmarks.Scaling;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The figures of one run, with all that is needed to judge them.</summary>
/// <remarks><see cref="VectorBits"/> are those of the fast engine; 0 in a file that does not say.</remarks>
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
    ScalingSection? Scaling = null)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The date, as it stands in results.</summary>
    public static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The file's name without its extension.</summary>
    public string Slug => SlugOf(Processor);

    /// <summary>A processor's name as a file's: <c>intel-r-xeon-r-processor-2-50ghz</c>.</summary>
    public static string SlugOf(string processor) => string.Join('-', new string([.. processor.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static ResultsFile FromJson(string json) => JsonSerializer.Deserialize<ResultsFile>(json, s_json)!;

    public string ToJson() => JsonSerializer.Serialize(this, s_json) + "\n";

    /// <summary>The rows in which all five fields of a workload are located.</summary>
    public IEnumerable<ResultRow> Located(string workload) => Rows.Where(row => row.Scope == Scope.Locate.ToText() && row.Workload == workload);
}

/// <summary>What a workload consists of.</summary>
/// <remarks><see cref="FastPathShare"/> is the share of lines that the warm fast engine need not parse in full, from 0 to 1.</remarks>
internal sealed record WorkloadFacts(string Name, int Bytes, int Lines, long Events, bool IsHostile = false, double? FastPathShare = null);

/// <summary>One line of a results file.</summary>
/// <remarks>
/// Ratios are of the same rounds. <see cref="RatioToUtf8JsonReader"/> is absent in the scope frame; <see cref="RatioToInMemory"/>, to the
/// same engine over bytes in memory and warm, is there for the library's engines only.
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
