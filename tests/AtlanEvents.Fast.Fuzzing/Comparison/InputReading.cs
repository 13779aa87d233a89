using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Testing.Engines;

namespace AtlanEvents.Fast.Fuzzing.Comparison;

/// <summary>Reads an input on one path. Usually <see cref="InputReader.Read"/>; tests inject faults.</summary>
internal delegate void InputReading(EngineChoice engine, FuzzPath path, byte[] input, ReadPlan plan, Transcript transcript);
