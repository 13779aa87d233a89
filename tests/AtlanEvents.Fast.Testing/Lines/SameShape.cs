namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>Lines that differ from a given one in some letters and digits of its values only.</summary>
internal static class SameShape
{
    /// <summary>A line of the same shape, if the given one is well-formed.</summary>
    public static byte[] Of(byte[] line, Random random)
    {
        byte[] other = [.. line];
        bool isText = false;
        bool isValue = false;
        for (int i = 0; i < other.Length; i++)
        {
            byte value = other[i];
            if (isText && value == (byte)'\\')
            {
                // \u and its digits.
                i += i + 1 < other.Length && other[i + 1] == (byte)'u' ? 5 : 1;
                continue;
            }

            if (value == (byte)'"')
                isText = !isText;
            else if (!isText && value is (byte)':' or (byte)',' or (byte)'{' or (byte)'[')
                isValue = value == (byte)':';
            else if (isValue && random.Next(4) == 0)
                other[i] = Other(value, isText, random);
        }

        return other;
    }

    private static byte Other(byte value, bool isText, Random random) => value switch
    {
        >= (byte)'1' and <= (byte)'9' => (byte)random.Next('1', '9' + 1),
        >= (byte)'a' and <= (byte)'z' when isText => (byte)random.Next('a', 'z' + 1),
        _ => value,
    };
}
