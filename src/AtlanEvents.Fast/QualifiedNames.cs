namespace AtlanEvents.Fast;

/// <summary>Reads the structure of qualified names, such as <c>default/bigquery/1665130698/database/schema/table/column</c>.</summary>
public static class QualifiedNames
{
    private const byte Separator = (byte)'/';
    private const int ConnectionSegments = 3;

    /// <summary>
    /// Returns the connection of an asset: the first three segments of a name that starts with <c>default/</c>, such as
    /// <c>default/bigquery/1665130698</c>.
    /// </summary>
    /// <param name="qualifiedName">A qualified name as UTF-8.</param>
    /// <returns>A slice of <paramref name="qualifiedName"/>; empty if the name has another form.</returns>
    public static ReadOnlySpan<byte> ConnectionOf(ReadOnlySpan<byte> qualifiedName)
    {
        if (!qualifiedName.StartsWith("default/"u8))
            return default;

        int length = 0;
        for (int segment = 0; segment < ConnectionSegments; segment++)
        {
            if (segment > 0)
            {
                // The separator before this segment. A name with fewer segments does not belong to a connection.
                if (length == qualifiedName.Length)
                    return default;

                length++;
            }

            int rest = qualifiedName[length..].IndexOf(Separator);
            length = rest < 0 ? qualifiedName.Length : length + rest;
        }

        return qualifiedName[..length];
    }

    /// <summary>Whether an asset is a scope itself or anywhere below it, on <c>/</c> boundaries.</summary>
    /// <param name="qualifiedName">The asset's qualified name as UTF-8.</param>
    /// <param name="scope">The qualified name of a connection, database, schema or table, without a <c>/</c> at its end.</param>
    public static bool IsUnder(ReadOnlySpan<byte> qualifiedName, ReadOnlySpan<byte> scope)
        => qualifiedName.StartsWith(scope)
            && (qualifiedName.Length == scope.Length || qualifiedName[scope.Length] == Separator);
}
