namespace AtlanEvents.Fast;

/// <summary>What the shape of an asset's qualified name tells: <c>default/bigquery/1665130698/database/schema/table/column</c>.</summary>
public static class QualifiedName
{
    private const byte Separator = (byte)'/';
    private const int ConnectionSegments = 3;

    /// <summary>
    /// The connection that an asset belongs to: the first three segments of a name that starts with <c>default/</c>, such as
    /// <c>default/bigquery/1665130698</c>. Empty if the name has another shape.
    /// </summary>
    /// <param name="qualifiedName">A qualified name as UTF-8.</param>
    /// <returns>A slice of <paramref name="qualifiedName"/>.</returns>
    public static ReadOnlySpan<byte> ConnectionOf(ReadOnlySpan<byte> qualifiedName)
    {
        if (!qualifiedName.StartsWith("default/"u8))
            return default;

        int length = 0;
        for (int segment = 0; segment < ConnectionSegments; segment++)
        {
            if (segment > 0)
            {
                // The separator before this segment; a name with fewer segments is none of a connection's.
                if (length == qualifiedName.Length)
                    return default;

                length++;
            }

            int rest = qualifiedName[length..].IndexOf(Separator);
            length = rest < 0 ? qualifiedName.Length : length + rest;
        }

        return qualifiedName[..length];
    }

    /// <summary>Whether an asset is the scope itself or stands anywhere below it, on <c>/</c> boundaries.</summary>
    /// <param name="qualifiedName">The asset's qualified name as UTF-8.</param>
    /// <param name="scope">The qualified name of a connection, database, schema or table, without a <c>/</c> at its end.</param>
    public static bool IsUnder(ReadOnlySpan<byte> qualifiedName, ReadOnlySpan<byte> scope)
        => qualifiedName.StartsWith(scope)
            && (qualifiedName.Length == scope.Length || qualifiedName[scope.Length] == Separator);
}
