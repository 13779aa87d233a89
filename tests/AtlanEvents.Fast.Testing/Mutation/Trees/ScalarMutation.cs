namespace AtlanEvents.Fast.Testing.Mutation.Trees;

/// <summary>Mutates strings, keys, numbers, literals, and the white space around them.</summary>
internal sealed class ScalarMutation(Random random)
{
    private const string Blanks = " \t\r";

    /// <summary>Mutates a scalar, or the content of an empty container.</summary>
    public void Change(TreeValue value)
    {
        if (value.IsString)
            value.Text = [(byte)'"', .. Text(value.Text.AsSpan(1..^1)), (byte)'"'];
        else if (value.IsNumber)
            value.Text = Encoding.ASCII.GetBytes(random.Next(3) == 0 ? random.Pick(MutationVocabulary.Numbers) : Number());
        else if (value.IsContainer)
            value.Text = Blank();
        else
            value.Text = random.Next(2) == 0 || value.Text.Length == 0
                ? Encoding.UTF8.GetBytes(random.Pick(MutationVocabulary.Values)) : value.Text[..random.Next(value.Text.Length)];
    }

    /// <summary>Adds white space before or after a value.</summary>
    public void Space(TreeValue value)
    {
        if (random.Next(2) == 0)
            value.Before = Blank();
        else
            value.After = Blank();
    }

    /// <summary>Returns a key, sometimes with an escaped character.</summary>
    public TreeValue Spelled(string key)
    {
        byte[] text = Encoding.UTF8.GetBytes(key);
        return TreeValue.Of([(byte)'"', .. random.Next(4) == 0 ? Escaped(text) : text, (byte)'"']);
    }

    private byte[] Text(ReadOnlySpan<byte> text) => random.Next(7) switch
    {
        // Another length, or a short piece added or removed.
        0 or 1 => Resized(text, random.PickSize()),
        2 => Resized(text, Math.Max(0, text.Length + random.Next(-2, 3))),

        // Problematic content anywhere, or at and across the end of a vector that starts with the text.
        3 => With(text, random.Next(text.Length + 1), random.Pick(MutationVocabulary.Texts)),
        4 => With(Resized(text, random.PickSize()), int.MaxValue, random.Pick(MutationVocabulary.Texts)),
        5 => With(Resized(text, random.PickSize()), random.Pick(MutationVocabulary.Sizes), random.Pick(MutationVocabulary.Texts)),
        _ => Escaped(text),
    };

    private static byte[] With(ReadOnlySpan<byte> text, int at, byte[] inserted)
    {
        at = Math.Min(at, text.Length);
        return [.. text[..at], .. inserted, .. text[at..]];
    }

    /// <summary>Truncates the text, or pads it with ASCII or non-ASCII characters.</summary>
    private byte[] Resized(ReadOnlySpan<byte> text, int length)
    {
        if (length <= text.Length)
            return text[..length].ToArray();

        byte[] filler = random.Next(8) switch
        {
            0 => "é"u8.ToArray(),
            1 => "€"u8.ToArray(),
            2 => "😀"u8.ToArray(),
            3 => "\\\\"u8.ToArray(),
            _ => "x"u8.ToArray(),
        };
        int left = length - text.Length;
        byte[] filled = ByteMutation.Filled(filler, left / filler.Length * filler.Length);
        return [.. text, .. filled, .. ByteMutation.Filled("y"u8.ToArray(), left - filled.Length)];
    }

    private byte[] Escaped(ReadOnlySpan<byte> text)
    {
        int at = text.IsEmpty ? -1 : random.Next(text.Length);
        if (at < 0 || !char.IsAsciiLetterOrDigit((char)text[at]))
            return [.. text, .. "\\u00e9"u8];

        string escape = $"\\u{((int)text[at]).ToString(random.Next(2) == 0 ? "x4" : "X4", CultureInfo.InvariantCulture)}";
        return [.. text[..at], .. Encoding.ASCII.GetBytes(escape), .. text[(at + 1)..]];
    }

    private string Number()
    {
        string digits = new((char)random.Next('1', '9' + 1), Math.Max(1, random.PickSize()));
        return random.Next(8) switch
        {
            0 => "-" + digits,
            1 => "0" + digits,
            2 => digits + "." + digits,
            3 => digits + "e" + digits,
            4 => digits + ".",
            5 => "0." + digits + "E-7",
            _ => digits,
        };
    }

    private byte[] Blank()
    {
        byte[] blank = new byte[random.PickSize()];
        byte one = (byte)Blanks[random.Next(Blanks.Length)];
        bool isMixed = random.Next(4) == 0;
        for (int i = 0; i < blank.Length; i++)
            blank[i] = isMixed ? (byte)Blanks[random.Next(Blanks.Length)] : one;

        return blank;
    }
}
