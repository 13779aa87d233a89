using System.Text;
using System.Text.Json;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Reads an accepted line into a tree of nodes whose scalars are all constant: the first sketch of its kind.</summary>
internal ref struct ShapeReader
{
    /// <summary>The maximum length of a line to learn from.</summary>
    public const int MaxLineLength = 16 * 1024;

    /// <summary>The maximum number of members in a line, including those of nested objects.</summary>
    public const int MaxMembers = 512;

    private readonly ReadOnlySpan<byte> _line;
    private Utf8JsonReader _reader;
    private int _members;
    private string _kind;

    private ShapeReader(ReadOnlySpan<byte> line)
    {
        _line = line;
        _reader = new Utf8JsonReader(line);
        _kind = "";
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">A line that was accepted.</param>
    /// <param name="traits">Its traits.</param>
    /// <returns>The sketch, or <see langword="null"/> if the line is too unusual to learn from.</returns>
    public static ShapeSketch? TryRead(ReadOnlySpan<byte> line, MessageTraits traits)
    {
        if (line.Length > MaxLineLength || line.Contains((byte)'\n') || line[0] != (byte)'{' || line[^1] != (byte)'}')
            return null;

        var reader = new ShapeReader(line);
        reader._reader.Read();
        return reader.ReadObject(Place.Root, isOnPath: true, depth: 0) is ShapeNode root
            ? new ShapeSketch(root, $"{(int)traits}{reader._kind}", traits)
            : null;
    }

    private ShapeNode? ReadObject(Place place, bool isOnPath, int depth)
    {
        var members = new List<ShapeNodeMember>();
        byte[]? firstLead = null;
        byte[]? nextLead = null;
        int end = (int)_reader.BytesConsumed;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            // Objects with irregular white space are not learned, nor are escaped keys, which could be equal when unescaped.
            int keyStart = (int)_reader.TokenStartIndex;
            ReadOnlySpan<byte> lead = _line[end..keyStart];
            if (members.Count == 0)
                firstLead = lead.ToArray();
            else if (nextLead is null)
                nextLead = lead.ToArray();
            else if (!lead.SequenceEqual(nextLead))
                return null;

            if (_reader.ValueIsEscaped)
                return null;

            string name = Encoding.Latin1.GetString(_reader.ValueSpan);
            Route? route = RoutingTable.Find(place, _reader.ValueSpan, isEscaped: false);
            _reader.Read();

            string key = Encoding.Latin1.GetString(_line[keyStart..(int)_reader.TokenStartIndex]);
            bool isTooLarge = ++_members > MaxMembers || members.Count == ShapeMerger.MaxMembers || key.Length > Shape.MaxKeyLength;
            if (isTooLarge || members.Exists(member => member.Name == name) || ReadValue(route, depth + 1) is not ShapeNode value)
                return null;

            members.Add(new ShapeNodeMember(name, key, value, route is { IsRequired: true }));
            end = (int)_reader.BytesConsumed;
        }

        ReadOnlySpan<byte> close = _line[end..(int)_reader.BytesConsumed];
        if (close.Length > Shape.MaxCloseLength)
            return null;

        return new ShapeNode
        {
            Members = members,
            FirstLead = firstLead,
            NextLead = nextLead,
            Order = OrderOf(members),
            Close = close.ToArray(),
            IsOnPath = isOnPath,
            Place = place,
            Depth = depth,
        };
    }

    private ShapeNode? ReadValue(Route? route, int depth)
    {
        int start = (int)_reader.TokenStartIndex;
        Place child = route?.Child ?? Place.None;
        Field field = route?.Field ?? Field.Count;
        if (_reader.TokenType == JsonTokenType.StartObject && (child != Place.None || !IsEmptyObject(start)))
            return ReadObject(child, isOnPath: child != Place.None || field != Field.Count, depth);

        bool isString = _reader.TokenType == JsonTokenType.String;
        _reader.Skip();
        ReadOnlySpan<byte> value = _line[start..(int)_reader.BytesConsumed];
        var node = new ShapeNode { Field = field, IsOnPath = child != Place.None, Depth = depth };
        if (node.IsKind)
            _kind += $"/{node.Field}={Encoding.Latin1.GetString(value)}";

        // A field in a run has no escapes.
        if (node.Field == Field.Count || !value.Contains((byte)'\\'))
            return node with { Constant = value.ToArray() };

        bool isFixed = node.IsOnPath || node.Field is Field.TypeName or Field.MessageType;
        return isFixed ? null : node with { Hole = isString ? HoleKind.String : HoleKind.Any };
    }

    private static (string Before, string After)[] OrderOf(List<ShapeNodeMember> members)
    {
        var order = new (string, string)[Math.Max(0, members.Count - 1)];
        for (int i = 0; i < order.Length; i++)
            order[i] = (members[i].Name, members[i + 1].Name);

        return order;
    }

    private readonly bool IsEmptyObject(int start) => _line[(start + 1)..].TrimStart(" \t\r\n"u8)[0] == (byte)'}';
}
