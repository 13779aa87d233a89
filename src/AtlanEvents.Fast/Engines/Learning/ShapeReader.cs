using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Reads an accepted line into a tree of nodes whose scalars are all constant: the first sketch of its kind.</summary>
/// <remarks>
/// Most members of a line are in earlier lines, too, in the same order and often with the same value. The tree shares their keys and
/// values with the tree of such a line, so that a lesson allocates little.
/// </remarks>
internal ref struct ShapeReader
{
    /// <summary>The maximum length of a line to learn from.</summary>
    public const int MaxLineLength = 16 * 1024;

    /// <summary>The maximum number of members in a line, including those of nested objects.</summary>
    public const int MaxMembers = 512;

    private readonly ReadOnlySpan<byte> _line;

    // The members of the objects that are being read, from the outermost to the innermost.
    private readonly List<ShapeNodeMember> _members;
    private Utf8JsonReader _reader;
    private int _count;
    private string _kind;

    private ShapeReader(ReadOnlySpan<byte> line, int capacity)
    {
        _line = line;
        _members = new List<ShapeNodeMember>(capacity);
        _reader = new Utf8JsonReader(line);
        _kind = "";
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">A line that was accepted.</param>
    /// <param name="traits">Its traits.</param>
    /// <param name="similar">A sketch to share keys and values with; or <see langword="null"/>.</param>
    /// <returns>The sketch, or <see langword="null"/> if the line is too unusual to learn from.</returns>
    public static ShapeSketch? TryRead(ReadOnlySpan<byte> line, MessageTraits traits, ShapeSketch? similar)
    {
        if (line.Length > MaxLineLength || line.Contains((byte)'\n') || line[0] != (byte)'{' || line[^1] != (byte)'}')
            return null;

        var reader = new ShapeReader(line, capacity: similar?.Root.MemberCount ?? 0);
        reader._reader.Read();
        return reader.ReadObject(Place.Root, isOnPath: true, depth: 0, similar?.Root) is ShapeObject root
            ? new ShapeSketch(root, $"{(int)traits}{reader._kind}", traits)
            : null;
    }

    private ShapeObject? ReadObject(Place place, bool isOnPath, int depth, ShapeObject? similar)
    {
        var keys = new MemberKeys(similar, place);
        byte[]? firstLead = null;
        byte[]? nextLead = null;
        int start = _members.Count;
        int end = (int)_reader.BytesConsumed;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            // Objects with irregular white space are not learned, nor are escaped keys, which could be equal when unescaped.
            int keyStart = (int)_reader.TokenStartIndex;
            ReadOnlySpan<byte> lead = _line[end..keyStart];
            if (_members.Count == start)
                firstLead = Share(similar?.FirstLead, lead);
            else if (nextLead is null)
                nextLead = Share(similar?.NextLead, lead);
            else if (!lead.SequenceEqual(nextLead))
                return null;

            if (_reader.ValueIsEscaped)
                return null;

            ReadOnlySpan<byte> name = _reader.ValueSpan;
            _reader.Read();
            ReadOnlySpan<byte> text = _line[keyStart..(int)_reader.TokenStartIndex];
            bool isTooLarge = ++_count > MaxMembers || text.Length > Shape.MaxKeyLength;
            if (isTooLarge || !keys.TryAdd(text, name.Length, out MemberKey key, out ShapeNode? similarValue))
                return null;

            if (ReadValue(key.Route, depth + 1, similarValue) is not ShapeNode value)
                return null;

            _members.Add(new ShapeNodeMember(key, value));
            end = (int)_reader.BytesConsumed;
        }

        ReadOnlySpan<byte> close = _line[end..(int)_reader.BytesConsumed];
        if (close.Length > Shape.MaxCloseLength)
            return null;

        ShapeNodeMember[] members = CollectionsMarshal.AsSpan(_members)[start..].ToArray();
        CollectionsMarshal.SetCount(_members, start);
        return new ShapeObject
        {
            Members = members,
            FirstLead = firstLead,
            NextLead = nextLead,
            Close = Share(similar?.Close, close),
            IsOnPath = isOnPath,
            Place = place,
            Depth = depth,
        };
    }

    private ShapeNode? ReadValue(Route? route, int depth, ShapeNode? similar)
    {
        int start = (int)_reader.TokenStartIndex;
        Place child = route?.Child ?? Place.None;
        Field field = route?.Field ?? Field.Count;
        if (_reader.TokenType == JsonTokenType.StartObject && (child != Place.None || !IsEmptyObject(start)))
            return ReadObject(child, isOnPath: child != Place.None || field != Field.Count, depth, similar as ShapeObject);

        bool isString = _reader.TokenType == JsonTokenType.String;
        _reader.Skip();
        ReadOnlySpan<byte> value = _line[start..(int)_reader.BytesConsumed];
        if (ShapeNode.IsKindField(field))
            _kind += $"/{field}={Encoding.Latin1.GetString(value)}";

        if (similar?.Constant is not null && value.SequenceEqual(similar.Constant))
            return similar;

        // A field in a run has no escapes.
        bool isHole = field != Field.Count && value.Contains((byte)'\\');
        if (isHole && (child != Place.None || field is Field.TypeName or Field.MessageType))
            return null;

        return new ShapeNode
        {
            Constant = isHole ? null : value.ToArray(),
            Hole = isString ? HoleKind.String : HoleKind.Any,
            Field = field,
            IsOnPath = child != Place.None,
            Depth = depth,
        };
    }

    private readonly bool IsEmptyObject(int start) => _line[(start + 1)..].TrimStart(" \t\r\n"u8)[0] == (byte)'}';

    private static byte[] Share(byte[]? known, ReadOnlySpan<byte> bytes)
        => known is not null && bytes.SequenceEqual(known) ? known : bytes.ToArray();
}
