using System.Text.Json.Serialization;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Peers.Model;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventLine))]
internal sealed partial class ModelContext : JsonSerializerContext;
