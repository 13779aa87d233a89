using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>Writes and reads <see cref="Checkpoint"/> as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Checkpoint))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
