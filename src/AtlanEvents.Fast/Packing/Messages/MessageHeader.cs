using System.Buffers.Text;
using System.Text.Json;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Packing.Messages;

/// <summary>The value of <c>msgCompressionKind</c>.</summary>
internal enum CompressionKind
{
    /// <summary><c>NONE</c>, or absent.</summary>
    None,

    /// <summary><c>GZIP</c></summary>
    Gzip,

    /// <summary>Any other value.</summary>
    Unknown,
}

/// <summary>The header of a compressed or split message, as slices of its line. The last occurrence of a key counts.</summary>
internal ref struct MessageHeader
{
    /// <summary>Not a number, or out of range.</summary>
    public const int Invalid = -1;

    private const int NotSplit = 1;

    /// <summary><c>msgId</c>, which all parts of one message share.</summary>
    public JsonString Id { get; private set; }

    /// <summary><c>msgCompressionKind</c></summary>
    public CompressionKind Kind { get; private set; }

    /// <summary><c>msgSplitIdx</c>, from 0. Meaningless in a message that is not split.</summary>
    public int Index { get; private set; }

    /// <summary><c>msgSplitCount</c>; 1 if the message is not split.</summary>
    public int Count { get; private set; }

    /// <summary><c>message</c>: the base64 text of this part.</summary>
    public JsonString Text { get; private set; }

    /// <summary>Whether the message is split into parts.</summary>
    public readonly bool IsSplit => Count is not NotSplit;

    /// <summary>Reads the header of an accepted line whose <c>message</c> is a string.</summary>
    public static MessageHeader Read(ReadOnlySpan<byte> line)
    {
        var header = new MessageHeader { Index = Invalid, Count = NotSplit };
        var members = new JsonChildren(line);
        while (members.MoveNext())
        {
            bool isText = members.Kind == JsonTokenType.String;
            if (members.Key.Equals("message"u8))
                header.Text = isText ? members.Text : default;
            else if (members.Key.Equals("msgId"u8))
                header.Id = isText ? members.Text : default;
            else if (members.Key.Equals("msgCompressionKind"u8))
                header.Kind = KindOf(members);
            else if (members.Key.Equals("msgSplitIdx"u8))
                header.Index = NumberOf(members);
            else if (members.Key.Equals("msgSplitCount"u8))
                header.Count = members.Kind == JsonTokenType.Null ? NotSplit : NumberOf(members);
        }

        return header;
    }

    private static CompressionKind KindOf(in JsonChildren member) => member.Kind switch
    {
        JsonTokenType.Null => CompressionKind.None,
        JsonTokenType.String when member.Text.Equals("NONE"u8) => CompressionKind.None,
        JsonTokenType.String when member.Text.Equals("GZIP"u8) => CompressionKind.Gzip,
        _ => CompressionKind.Unknown,
    };

    private static int NumberOf(in JsonChildren member)
        => Utf8Parser.TryParse(member.Value, out int number, out int used) && used == member.Value.Length && number >= 0
            ? number
            : Invalid;
}
