namespace AtlanEvents.Fast.Testing.Mutation.Trees;

/// <summary>Reads a line into a tree. Scalars are not validated, so that lines with invalid scalars can be read too.</summary>
internal ref struct TreeReader
{
    private const int MaxDepth = 100;

    private static readonly SearchValues<byte> s_endOfScalar = SearchValues.Create(" \t\r\n,:{}[]\""u8);

    private readonly ReadOnlySpan<byte> _line;
    private int _at;

    private TreeReader(ReadOnlySpan<byte> line) => _line = line;

    /// <summary>Reads a line.</summary>
    /// <returns><see langword="null"/> if brackets, commas or colons are wrong, or the nesting is too deep.</returns>
    public static TreeValue? TryRead(ReadOnlySpan<byte> line)
    {
        var reader = new TreeReader(line);
        return reader.TryReadValue(0) is TreeValue value && reader._at == line.Length ? value : null;
    }

    private TreeValue? TryReadValue(int depth)
    {
        byte[] before = ReadSpace();
        TreeValue? value = IsAt('{') ? TryReadContainer(TreeValue.NewObject(), depth)
            : IsAt('[') ? TryReadContainer(TreeValue.NewArray(), depth)
            : TryReadScalar();
        if (value is null)
            return null;

        value.Before = before;
        value.After = ReadSpace();
        return value;
    }

    private TreeValue? TryReadContainer(TreeValue container, int depth)
    {
        char close = container.IsObject ? '}' : ']';
        _at++;
        int start = _at;
        byte[] space = ReadSpace();
        if (IsAt(close))
        {
            _at++;
            container.Text = space;
            return container;
        }

        _at = start;
        while (depth < MaxDepth)
        {
            TreeValue? key = null;
            if (container.IsObject)
            {
                key = TryReadValue(depth + 1);
                if (key is not { IsString: true } || !IsAt(':'))
                    return null;

                _at++;
            }

            if (TryReadValue(depth + 1) is not TreeValue value)
                return null;

            container.Members.Add(new TreeMember(key, value));
            bool isEnd = IsAt(close);
            if (!isEnd && !IsAt(','))
                return null;

            _at++;
            if (isEnd)
                return container;
        }

        return null;
    }

    private TreeValue? TryReadScalar()
    {
        int length = IsAt('"') ? LengthOfString(_line[_at..]) : _line[_at..].IndexOfAny(s_endOfScalar);
        if (length < 0)
            length = _line.Length - _at;

        if (length == 0)
            return null;

        _at += length;
        return TreeValue.Of(_line.Slice(_at - length, length));
    }

    private byte[] ReadSpace()
    {
        ReadOnlySpan<byte> rest = _line[_at..];
        int length = rest.IndexOfAnyExcept(" \t\r\n"u8);
        length = length < 0 ? rest.Length : length;
        _at += length;
        return length == 0 ? [] : rest[..length].ToArray();
    }

    private readonly bool IsAt(char character) => _at < _line.Length && _line[_at] == character;

    /// <summary>
    /// Returns the length of the string that starts here, including its quotes, or the remaining length if it is not terminated.
    /// </summary>
    public static int LengthOfString(ReadOnlySpan<byte> text)
    {
        for (int at = 1; at < text.Length; at++)
        {
            int next = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
                return text.Length;

            at += next;
            if (text[at] == (byte)'"')
                return at + 1;

            at++;
        }

        return text.Length;
    }
}
