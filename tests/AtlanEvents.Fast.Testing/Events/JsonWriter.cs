namespace AtlanEvents.Fast.Testing.Events;

/// <summary>Writes a tree of values as JSON, in a given style.</summary>
internal sealed class JsonWriter(WritingStyle style, Random random)
{
    private readonly StringBuilder _text = new();

    public byte[] Write(object value)
    {
        WriteSpace();
        WriteValue(value);
        WriteSpace();
        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void WriteValue(object value)
    {
        switch (value)
        {
            case string text:
                WriteString(text);
                break;

            case Raw raw:
                _text.Append(raw.Json);
                break;

            case Member[] members:
                if (style.IsShuffled)
                    random.Shuffle(members);

                WriteList('{', members, member => WriteMember(member), '}');
                break;

            case object[] items:
                WriteList('[', items, item => WriteValue(item), ']');
                break;

            default:
                throw new ArgumentException($"A {value.GetType()} is no JSON.");
        }
    }

    private void WriteMember(Member member)
    {
        WriteString(member.Key);
        WriteSpace();
        _text.Append(':');
        WriteSpace();
        WriteValue(member.Value);
    }

    private void WriteList<T>(char open, T[] items, Action<T> write, char close)
    {
        _text.Append(open);
        WriteSpace();
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                _text.Append(',');
                WriteSpace();
            }

            write(items[i]);
            WriteSpace();
        }

        _text.Append(close);
    }

    private void WriteSpace()
    {
        if (!style.IsSpaced)
            return;

        // Usually none or one, occasionally many.
        int count = random.Next(32) switch { < 16 => 0, < 31 => 1, _ => random.Next(70) };
        for (int i = 0; i < count; i++)
            _text.Append(" \t\r"[random.Next(4) == 0 ? random.Next(3) : 0]);
    }

    private void WriteString(string text)
    {
        _text.Append('"');
        foreach (char c in text)
        {
            bool isEscaped = c is '"' or '\\' or < ' ' || style.Escaping switch
            {
                Escaping.NonAscii => c > '~',
                Escaping.Anything => char.IsSurrogate(c) ? style.Seed % 2 == 0 : random.Next(3) == 0,
                _ => false,
            };

            if (isEscaped)
                WriteEscape(c);
            else
                _text.Append(c);
        }

        _text.Append('"');
    }

    private void WriteEscape(char c)
    {
        const string Short = "\"\\/\b\f\n\r\t";
        const string ShortNames = "\"\\/bfnrt";
        int index = Short.IndexOf(c, StringComparison.Ordinal);
        bool isShort = index >= 0 && (style.Escaping != Escaping.Anything || random.Next(2) == 0);
        _text.Append('\\');
        if (isShort)
        {
            _text.Append(ShortNames[index]);
            return;
        }

        bool isUpper = random.Next(2) == 0;
        _text.Append('u').Append(((int)c).ToString(isUpper ? "X4" : "x4", CultureInfo.InvariantCulture));
    }
}

/// <summary>A member of an object; an array of them is an object.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="Value">A string, <see cref="Raw"/>, an array of <see cref="Member"/> or an array of values.</param>
internal sealed record Member(string Key, object Value);

/// <summary>A number or literal, written verbatim.</summary>
internal sealed record Raw(string Json);
