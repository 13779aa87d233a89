namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>Damages a whole input: its end, and the ends of its lines.</summary>
internal sealed class InputMutation(Random random)
{
    private const int Ways = 9;

    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Damages an input once.</summary>
    public byte[] Mutate(byte[] input)
    {
        int at = random.Next(input.Length + 1);
        int newline = Array.IndexOf(input, (byte)'\n', at);
        switch (random.Next(Ways))
        {
            case 0: // cut
                return input[..at];

            case 1: // the beginning is missing
                return input[Math.Min(at, random.Next(200))..];

            case 2: // two lines become one
                return newline < 0 ? input : ByteMutation.Splice(input, newline, 1, []);

            case 3: // one line becomes two
                return ByteMutation.Splice(input, at, 0, "\n"u8);

            case 4: // an empty or blank line
                return newline < 0 ? input : ByteMutation.Splice(input, newline, 0, random.Pick<byte[]>(
                    ["\n"u8.ToArray(), "\r\n"u8.ToArray(), " \t\r\n"u8.ToArray(), "\n\r"u8.ToArray()]));

            case 5: // a mark in front, or two
                return [.. s_mark, .. random.Next(3) == 0 ? s_mark : [], .. input];

            case 6: // a mark before a line
                return newline < 0 ? input : ByteMutation.Splice(input, newline + 1, 0, s_mark);

            case 7: // newlines that old computers wrote
                return newline < 0 ? input : ByteMutation.Splice(input, newline, 1, "\r"u8);

            default: // the last line has no newline
                return input.AsSpan().EndsWith("\n"u8) ? input[..^1] : input;
        }
    }
}
