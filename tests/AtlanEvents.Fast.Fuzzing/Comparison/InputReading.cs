using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Testing.Engines;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>Reads an input on one path: <see cref="InputReader.Read"/>, unless somebody wants to see a fault found.</summary>
internal delegate void InputReading(EngineChoice engine, FuzzPath path, byte[] input, ReadPlan plan, Transcript transcript);
