using System.Text;
using System.Text.Json;

namespace AtlanEvents.Fast.Cli.Tests;

/// <summary>What a run of the tool left.</summary>
internal sealed record ToolResult(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement OutputJson => JsonDocument.Parse(OutputBytes).RootElement;
}
