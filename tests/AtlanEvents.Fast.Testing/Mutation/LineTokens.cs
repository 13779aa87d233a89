using AtlanEvents.Fast.Testing.Mutation.Trees;

namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>Splits any bytes into tokens: brackets, commas, colons, strings, white space, and the rest.</summary>
internal static class LineTokens
{
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("{}[]:,\""u8);
    private static readonly SearchValues<byte> s_ends = SearchValues.Create("{}[]:,\" \t\r\n"u8);
    private static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\r\n"u8);

    /// <summary>Returns the start of each token, and the end of the last one.</summary>
    public static List<int> Split(ReadOnlySpan<byte> line)
    {
        var starts = new List<int>(64);
        int at = 0;
        while (at < line.Length)
        {
            starts.Add(at);
            at += LengthOf(line[at..]);
        }

        starts.Add(line.Length);
        return starts;
    }

    /// <summary>Returns the position of the next bracket, comma, colon or quote, or the end.</summary>
    public static int NextStructural(ReadOnlySpan<byte> line, int from)
    {
        int index = line[from..].IndexOfAny(s_structure);
        return index < 0 ? line.Length : from + index;
    }

    private static int LengthOf(ReadOnlySpan<byte> rest)
    {
        if (rest[0] == (byte)'"')
            return TreeReader.LengthOfString(rest);

        if (s_structure.Contains(rest[0]))
            return 1;

        int length = s_space.Contains(rest[0]) ? rest.IndexOfAnyExcept(s_space) : rest.IndexOfAny(s_ends);
        return length < 0 ? rest.Length : length;
    }
}
