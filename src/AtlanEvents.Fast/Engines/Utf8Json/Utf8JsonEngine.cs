using System.Text.Json;
using System.Text.Unicode;
using AtlanEvents.Fast.Diagnostics;
using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Utf8Json;

/// <summary>
/// The reference engine: <see cref="Utf8JsonReader"/> over one line. It defines the result that every other engine must give, so
/// it favours obvious correctness over speed.
/// </summary>
/// <remarks>
/// It shares the routing table with the other engines, but no code that reads JSON. The tests compare it with an oracle that
/// shares neither.
/// </remarks>
internal sealed class Utf8JsonEngine(bool allowDuplicateFields) : LineEngine
{
    private const int MaxDepth = 64;

    public override EngineSettings Settings => new(EventEngine.Utf8Json, VectorBits: 0, allowDuplicateFields);

    public override LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        located = new LocatedLine { Path = LinePath.Reference };

        // Utf8JsonReader does not check the bytes inside strings, so check the whole line first.
        if (!Utf8.IsValid(line))
            return LineFaultReason.InvalidUtf8;

        var reader = new Utf8JsonReader(line);
        try
        {
            Utf8JsonWalker.Read(ref reader, ref located);
        }
        catch (JsonException)
        {
            located = new LocatedLine { Path = LinePath.Reference };
            return IsTooDeep(line) ? LineFaultReason.TooDeep : LineFaultReason.InvalidJson;
        }

        if (located.HasDuplicateField && !allowDuplicateFields)
        {
            located = new LocatedLine { Path = LinePath.Reference };
            return LineFaultReason.DuplicateField;
        }

        return LineFaultReason.None;
    }

    /// <summary>Whether the first fault of a malformed line is an object or array inside 64 others.</summary>
    /// <remarks>
    /// The exception of <see cref="Utf8JsonReader"/> identifies this case only by its message, so read again with a larger limit.
    /// </remarks>
    private static bool IsTooDeep(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                // CurrentDepth at a start token does not count the container that it opens.
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == MaxDepth)
                    return true;
            }
        }
        catch (JsonException)
        {
            // Another fault comes first.
        }

        return false;
    }
}
