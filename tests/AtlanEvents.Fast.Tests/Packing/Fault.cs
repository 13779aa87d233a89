namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>A copy of a <see cref="LineFault"/>.</summary>
internal sealed record Fault(LineFaultReason Reason, long Line, long Offset, long Length, string Text, string Id, int Index, int Count)
{
    public static Fault Of(in LineFault fault) => new(
        fault.Reason,
        fault.LineNumber,
        fault.ByteOffset,
        fault.Length,
        Encoding.UTF8.GetString(fault.Line),
        Encoding.UTF8.GetString(fault.Part.MessageId),
        fault.Part.Index,
        fault.Part.Count);

    /// <summary>Reads an input.</summary>
    /// <returns>The faults in the order in which the handler received them.</returns>
    public static List<Fault> In(byte[] input, EventReaderOptions? options = null)
    {
        var faults = new List<Fault>();
        options = (options ?? Packed.Open) with { FaultHandler = (in fault) => faults.Add(Of(fault)) };
        foreach (EventView _ in EventParser.Enumerate(input, options))
        {
        }

        return faults;
    }

    /// <summary>Reads lines.</summary>
    /// <returns>The line numbers and reasons of the faults.</returns>
    public static (long Line, LineFaultReason Reason)[] Collect(ReassemblyOptions limits, params IEnumerable<byte[]> lines)
        => [.. In(Packed.Join(lines), Packed.Open with { Reassembly = limits }).Select(fault => (fault.Line, fault.Reason))];
}
