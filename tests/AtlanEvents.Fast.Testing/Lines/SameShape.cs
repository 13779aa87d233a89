namespace AtlanEvents.Fast.Testing.Lines;

/// <summary>
/// Lines that differ from a given one only in some lower-case letters and digits of values, except the type of the asset.
/// </summary>
internal static class SameShape
{
    /// <summary>Returns a line of the same shape, if the given one is well-formed.</summary>
    public static byte[] Of(byte[] line, Random random)
    {
        byte[] other = [.. line];
        bool isText = false;
        bool isValue = false;
        bool isKept = false;
        for (int i = 0; i < other.Length; i++)
        {
            byte value = other[i];
            if (isText && value == (byte)'\\')
            {
                // Skips \u and its digits.
                i += i + 1 < other.Length && other[i + 1] == (byte)'u' ? 5 : 1;
                continue;
            }

            if (value == (byte)'"')
                isText = !isText;
            else if (!isText && value is (byte)':' or (byte)',' or (byte)'{' or (byte)'[')
                (isValue, isKept) = (value == (byte)':', value == (byte)':' && line.AsSpan(0, i).EndsWith("\"typeName\""u8));
            else if (isValue && !isKept && random.Next(4) == 0)
                other[i] = Other(value, isText, random);
        }

        return other;
    }

    private static byte Other(byte value, bool isText, Random random) => value switch
    {
        >= (byte)'1' and <= (byte)'9' when !isText => (byte)random.Next('1', '9' + 1),
        >= (byte)'a' and <= (byte)'z' when isText => (byte)random.Next('a', 'z' + 1),
        _ => value,
    };
}
