namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>Damages the bytes of a line, regardless of their meaning, as transport errors do.</summary>
internal sealed class ByteMutation(Random random)
{
    private const int Ways = 11;

    private static readonly byte[][] s_fillers =
        ["x"u8.ToArray(), "0"u8.ToArray(), " "u8.ToArray(), "\\"u8.ToArray(), "é"u8.ToArray(), "[],"u8.ToArray()];

    /// <summary>Damages a line once.</summary>
    public byte[] Mutate(byte[] line)
    {
        int at = random.Next(line.Length + 1);
        int structural = LineTokens.NextStructural(line, at);
        switch (random.Next(Ways))
        {
            case 0: // flip a bit
                return Splice(line, at, 1, at < line.Length ? [(byte)(line[at] ^ (1 << random.Next(8)))] : []);

            case 1: // any byte
                return Splice(line, at, random.Next(2), [(byte)random.Next(256)]);

            case 2: // leave bytes out
                return Splice(line, at, random.Next(1, 20), []);

            case 3: // leave out a structural character
                return Splice(line, structural, 1, []);

            case 4: // truncate
                return line[..at];

            case 5: // exchange two structural characters
                return Exchange(line, structural, LineTokens.NextStructural(line, random.Next(line.Length + 1)));

            case 6: // repeat a part, often a member
                int end = LineTokens.NextStructural(line, Math.Min(line.Length, structural + random.Next(60)));
                return Splice(line, structural, 0, line.AsSpan(structural, Math.Max(0, end - structural)));

            case 7: // as much of something as fills a vector
                return Splice(line, at, 0, Filled(random.Pick(s_fillers), random.PickSize()));

            case 8: // trouble beside or instead of a structural character
                return Splice(line, structural + random.Next(2), random.Next(4) == 0 ? 1 : 0, random.Pick(MutationVocabulary.Snippets));

            case 9: // what ends lines and starts inputs
                return Splice(line, random.Next(3) == 0 ? line.Length : at, 0, random.Next(3) == 0 ? [0xEF, 0xBB, 0xBF] : "\r"u8);

            default: // trouble anywhere
                return Splice(line, at, random.Next(3), random.Pick(MutationVocabulary.Snippets));
        }
    }

    /// <summary>Replaces some bytes by others.</summary>
    public static byte[] Splice(byte[] line, int at, int length, ReadOnlySpan<byte> with)
    {
        at = Math.Min(at, line.Length);
        return [.. line.AsSpan(0, at), .. with, .. line.AsSpan(Math.Min(at + length, line.Length))];
    }

    /// <summary>Repeats a sequence up to at least a number of bytes.</summary>
    public static byte[] Filled(byte[] filler, int length)
    {
        byte[] filled = new byte[(length + filler.Length - 1) / filler.Length * filler.Length];
        for (int i = 0; i < filled.Length; i += filler.Length)
            filler.CopyTo(filled, i);

        return filled;
    }

    private static byte[] Exchange(byte[] line, int first, int second)
    {
        if (first >= line.Length || second >= line.Length)
            return line;

        byte[] exchanged = [.. line];
        (exchanged[first], exchanged[second]) = (line[second], line[first]);
        return exchanged;
    }
}
