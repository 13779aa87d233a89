namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Inputs and options for tests of packed events.</summary>
internal static class Packed
{
    /// <summary>Reassembly and all wrappers, with the default limits.</summary>
    public static EventReaderOptions Open { get; } = new() { Reassembly = ReassemblyOptions.Default, Unwrap = EventWrappers.All };

    /// <summary>A whole event.</summary>
    public static byte[] Event { get; } = Encoding.UTF8.GetBytes(Lines.Delete);

    /// <summary>The fields of <see cref="Event"/>.</summary>
    public static EventFields Fields { get; }
        = new("ENTITY_DELETE", "Column", "ff9d053f-5bd8-4149-81d3-447ba654dbaa", "default/bigquery/1/db/s/t/c", "HARD");

    public static LineVerdict MessagePart => LineVerdict.NotRoutable(NotRoutableReason.MessagePart);

    public static LineVerdict CompressedOrSplit => LineVerdict.NotRoutable(NotRoutableReason.CompressedOrSplit);

    /// <summary>Joins lines to an input.</summary>
    public static byte[] Join(params IEnumerable<byte[]> lines) => [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];

    /// <summary>A message of two parts that are not base64, for tests that do not complete it.</summary>
    public static byte[] Part(string id, int index, int count = 2, string text = "x")
        => MessagePacker.Record(text, "GZIP", id, index, count);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
