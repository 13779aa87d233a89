using System.Text;
using System.Text.Json;

namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>Reads a line that was accepted into nodes, all scalars constant: the first guess at the shape of its kind.</summary>
internal ref struct ShapeReader
{
    /// <summary>The longest line that is learned from.</summary>
    public const int MaxLineLength = 16 * 1024;

    /// <summary>The most members that it can have, those of the objects in it included.</summary>
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
    /// <param name="traits">What its keys tell.</param>
    /// <returns>What is known of it, or <see langword="null"/> if it is too unusual to learn from.</returns>
    public static ShapeSketch? TryRead(ReadOnlySpan<byte> line, MessageTraits traits)
    {
        if (line.Length > MaxLineLength || line.Contains((byte)'\n') || line[0] != (byte)'{' || line[^1] != (byte)'}')
            return null;

        var reader = new ShapeReader(line);
        reader._reader.Read();
        return reader.ReadObject(Place.Root, depth: 0) is ShapeNode root
            ? new ShapeSketch(root, $"{(int)traits}{reader._kind}", traits)
            : null;
    }

    private ShapeNode? ReadObject(Place place, int depth)
    {
        var members = new List<ShapeNodeMember>();
        byte[]? firstLead = null;
        byte[]? nextLead = null;
        int end = (int)_reader.BytesConsumed;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            // Objects whose layout differs from member to member are left alone, as are keys that could be told apart only unescaped.
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
            RoutingKey key = RoutingKeys.Identify(_reader.ValueSpan);
            _reader.Read();
            int valueStart = (int)_reader.TokenStartIndex;
            string keyText = Encoding.Latin1.GetString(_line[keyStart..valueStart]);
            if (++_members > MaxMembers || members.Count == ShapeMerger.MaxMembers || keyText.Length > Shape.MaxKeyLength || members.Exists(member => member.Name == name))
                return null;

            ShapeNode? value = ReadValue(Inside(place, key), depth + 1);
            if (value is null)
                return null;

            members.Add(new ShapeNodeMember(name, keyText, value, IsTelling(place, key)));
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
            IsOnPath = place != Place.Elsewhere,
            Depth = depth,
        };
    }

    private static (string Before, string After)[] OrderOf(List<ShapeNodeMember> members)
    {
        var order = new (string, string)[Math.Max(0, members.Count - 1)];
        for (int i = 0; i < order.Length; i++)
            order[i] = (members[i].Name, members[i + 1].Name);

        return order;
    }

    private ShapeNode? ReadValue(Place place, int depth)
    {
        int start = (int)_reader.TokenStartIndex;
        if (_reader.TokenType == JsonTokenType.StartObject && (place is Place.Message or Place.Entity or Place.Attributes || !IsEmptyObject(start)))
            return ReadObject(place, depth);

        bool isString = _reader.TokenType == JsonTokenType.String;
        _reader.Skip();
        ReadOnlySpan<byte> value = _line[start..(int)_reader.BytesConsumed];
        var node = new ShapeNode
        {
            Field = FieldAt(place),
            IsOnPath = place is Place.Message or Place.Entity or Place.Attributes,
            Depth = depth,
        };

        if (node.IsKind)
            _kind += $"/{node.Field}={Encoding.Latin1.GetString(value)}";

        // No run of a shape admits a backslash.
        if (!value.Contains((byte)'\\'))
            return node with { Constant = value.ToArray() };

        return node.IsOnPath || node.IsKind ? null : node with { Hole = isString ? HoleKind.String : HoleKind.Any };
    }

    private static bool IsTelling(Place place, RoutingKey key) => place switch
    {
        Place.Root => key is RoutingKey.Message or RoutingKey.AtlanWebhook or RoutingKey.Type or RoutingKey.Payload,
        Place.Message => key is RoutingKey.Entity or RoutingKey.Entities or RoutingKey.Relationship,
        _ => false,
    };

    private readonly bool IsEmptyObject(int start)
    {
        ReadOnlySpan<byte> content = _line[(start + 1)..].TrimStart(" \t\r\n"u8);
        return content[0] == (byte)'}';
    }

    private static Place Inside(Place place, RoutingKey key) => (place, key) switch
    {
        (Place.Root, RoutingKey.Message) => Place.Message,
        (Place.Message, RoutingKey.Type) => Place.MessageType,
        (Place.Message, RoutingKey.OperationType) => Place.OperationType,
        (Place.Message, RoutingKey.Entity) => Place.Entity,
        (Place.Entity, RoutingKey.TypeName) => Place.TypeName,
        (Place.Entity, RoutingKey.Guid) => Place.Guid,
        (Place.Entity, RoutingKey.DeleteHandler) => Place.DeleteHandler,
        (Place.Entity, RoutingKey.Attributes) => Place.Attributes,
        (Place.Attributes, RoutingKey.QualifiedName) => Place.QualifiedName,
        _ => Place.Elsewhere,
    };

    private static Field FieldAt(Place place) => place switch
    {
        Place.MessageType => Field.MessageType,
        Place.OperationType => Field.OperationType,
        Place.TypeName => Field.TypeName,
        Place.Guid => Field.Guid,
        Place.DeleteHandler => Field.DeleteHandler,
        Place.QualifiedName => Field.QualifiedName,
        _ => Field.Count,
    };

    /// <summary>Where a value stands.</summary>
    private enum Place
    {
        Elsewhere,
        Root,
        Message,
        MessageType,
        OperationType,
        Entity,
        TypeName,
        Guid,
        DeleteHandler,
        Attributes,
        QualifiedName,
    }
}
