namespace AtlanEvents.Fast.Testing.Mutation.Trees;

/// <summary>A scalar, object or array with the white space around it. Writing a tree returns the bytes that it was read from.</summary>
internal sealed class TreeValue
{
    private const int Object = '{';
    private const int Array = '[';

    private readonly int _open;

    private TreeValue(int open) => _open = open;

    /// <summary>The white space before the value.</summary>
    public byte[] Before { get; set; } = [];

    /// <summary>The white space after the value.</summary>
    public byte[] After { get; set; } = [];

    /// <summary>The bytes of a scalar, valid or not, or the white space in an empty container.</summary>
    public byte[] Text { get; set; } = [];

    /// <summary>The members of an object, or the items of an array (without keys).</summary>
    public List<TreeMember> Members { get; } = [];

    public bool IsObject => _open == Object;

    public bool IsContainer => _open != 0;

    public bool IsString => !IsContainer && Text.Length >= 2 && Text[0] == (byte)'"' && Text[^1] == (byte)'"';

    public bool IsNumber => !IsContainer && Text.Length > 0 && (Text[0] == (byte)'-' || char.IsAsciiDigit((char)Text[0]));

    /// <summary>The depth of nesting: 0 for a scalar.</summary>
    public int Depth => IsContainer ? 1 + Members.Select(member => member.Value.Depth).DefaultIfEmpty().Max() : 0;

    public static TreeValue NewObject() => new(Object);

    public static TreeValue NewArray() => new(Array);

    /// <summary>Creates a scalar, or any other bytes in the place of a value.</summary>
    public static TreeValue Of(ReadOnlySpan<byte> text) => new(0) { Text = text.ToArray() };

    /// <summary>Returns a deep copy.</summary>
    public TreeValue Copy()
    {
        var copy = new TreeValue(_open) { Before = Before, After = After, Text = Text };
        foreach (TreeMember member in Members)
            copy.Members.Add(new TreeMember(member.Key?.Copy(), member.Value.Copy()));

        return copy;
    }

    /// <summary>Returns the bytes of the tree.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(512);
        WriteTo(bytes);
        return [.. bytes];
    }

    private void WriteTo(List<byte> bytes)
    {
        bytes.AddRange(Before);
        if (IsContainer)
            bytes.Add((byte)_open);

        if (Members.Count == 0)
            bytes.AddRange(Text);

        for (int i = 0; i < Members.Count; i++)
        {
            if (i > 0)
                bytes.Add((byte)',');

            if (Members[i].Key is TreeValue key)
            {
                key.WriteTo(bytes);
                bytes.Add((byte)':');
            }

            Members[i].Value.WriteTo(bytes);
        }

        // In ASCII, a closing bracket is its opening bracket plus two.
        if (IsContainer)
            bytes.Add((byte)(_open + 2));

        bytes.AddRange(After);
    }
}

/// <summary>A member of an object, or an item of an array.</summary>
/// <param name="Key">The key with its quotes; <see langword="null"/> in an array.</param>
/// <param name="Value">The value.</param>
internal sealed record TreeMember(TreeValue? Key, TreeValue Value);
