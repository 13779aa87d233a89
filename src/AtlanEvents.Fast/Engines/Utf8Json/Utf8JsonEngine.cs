using System.Text.Json;
using System.Text.Unicode;

namespace AtlanEvents.Fast.Engines.Utf8Json;

/// <summary>
/// The reference: <see cref="Utf8JsonReader"/> over one line, one pass, exact paths. It defines the verdict that every other
/// engine must give, so it is written to be obviously right first and quick second.
/// </summary>
/// <remarks>
/// <see cref="Utf8JsonReader"/> leaves the bytes inside strings unchecked, so UTF-8 is checked first, over the whole line.
/// </remarks>
internal sealed class Utf8JsonEngine(DuplicateFieldPolicy duplicateFields) : ILineEngine
{
    public EventEngine Kind => EventEngine.Utf8Json;

    public int VectorBits => 0;

    public DuplicateFieldPolicy DuplicateFields => duplicateFields;

    public bool IsWorthKeeping => false;

    public bool CanRecognise => false;

    public bool TryReadLine(ReadOnlySpan<byte> memory, out int length, out LocatedLine located)
    {
        length = 0;
        located = default;
        return false;
    }

    public LineFaultReason Locate(ReadOnlySpan<byte> line, out LocatedLine located)
    {
        located = new LocatedLine { Path = LinePath.Reference };
        if (!Utf8.IsValid(line))
            return LineFaultReason.InvalidUtf8;

        var reader = new Utf8JsonReader(line);
        var walk = new EnvelopeWalk();
        try
        {
            walk.Run(ref reader, ref located);
        }
        catch (JsonException)
        {
            located = new LocatedLine { Path = LinePath.Reference };
            return NestingCheck.IsTooDeep(line) ? LineFaultReason.TooDeep : LineFaultReason.InvalidJson;
        }

        if (walk.HasDuplicateField && duplicateFields == DuplicateFieldPolicy.Reject)
        {
            located = new LocatedLine { Path = LinePath.Reference };
            return LineFaultReason.DuplicateField;
        }

        return LineFaultReason.None;
    }
}
