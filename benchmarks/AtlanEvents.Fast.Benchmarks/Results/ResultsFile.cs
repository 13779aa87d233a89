using System.Text.Json;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The figures of one run, with all that is needed to judge them.</summary>
internal sealed record ResultsFile(
    string Processor,
    string OperatingSystem,
    string Runtime,
    string Simdjson,
    string Date,
    string Commit,
    int Rounds,
    IReadOnlyList<WorkloadFacts> Workloads,
    IReadOnlyList<ResultRow> Rows)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file's name without its extension: <c>intel-r-xeon-r-processor-2-50ghz</c>.</summary>
    public string Slug => string.Join('-', new string([.. Processor.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public string ToJson() => JsonSerializer.Serialize(this, s_json) + "\n";
}
