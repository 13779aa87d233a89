using System.Text.Json;

namespace AtlanEvents.Fast.Kafka.Consuming;

/// <summary>Reads the id that all parts of a split message share.</summary>
internal static class MessageId
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Name => "msgId"u8;

    /// <summary>Reads <c>msgId</c> of a well-formed line. The last occurrence counts.</summary>
    /// <param name="line">The line: an object.</param>
    /// <param name="id">The id as the line spells it. All parts of a message come from one producer, which spells it the same.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out byte[] id)
    {
        id = [];
        if (line.StartsWith(ByteOrderMark))
            line = line[ByteOrderMark.Length..];

        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = IsName(ref reader);
            reader.Read();
            if (isId)
                id = reader.TokenType == JsonTokenType.String ? reader.ValueSpan.ToArray() : [];

            reader.Skip();
        }

        return id.Length > 0;
    }

    private static bool IsName(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan.SequenceEqual(Name);

        // The name is ASCII. Others may have a lone surrogate, which is well-formed JSON, but not text: ValueTextEquals would throw.
        ReadOnlySpan<byte> spelling = reader.ValueSpan;
        for (int escape; (escape = spelling.IndexOf("\\u"u8)) >= 0; spelling = spelling[(escape + 2)..])
        {
            if (!spelling[(escape + 2)..].StartsWith("00"u8))
                return false;
        }

        return reader.ValueTextEquals(Name);
    }
}
