using System.Diagnostics;
using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Checking;
using DuckDB.NET.Data;

namespace AtlanEvents.Fast.Benchmarks.Files;

/// <summary>Counts events by operation, type, delete handler and connection with DuckDB, as <c>atlan-events stats</c> does.</summary>
internal static class DuckDbQuery
{
    private const string Columns =
        "{message: 'STRUCT(operationType VARCHAR, entity STRUCT(typeName VARCHAR, guid VARCHAR, deleteHandler VARCHAR, "
        + "attributes STRUCT(qualifiedName VARCHAR)))'}";

    /// <summary>Reads a file within this process, which starts no other.</summary>
    /// <param name="path">NDJSON, compressed with gzip or not.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="events">The expected number of events.</param>
    public static TimeSpan Run(string path, int threads, long events)
    {
        long before = Stopwatch.GetTimestamp();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SET threads = {threads};
            SELECT message.operationType, message.entity.typeName, message.entity.deleteHandler,
                array_to_string(string_split(message.entity.attributes.qualifiedName, '/')[1:3], '/') AS connection, count(*) AS events
            FROM read_ndjson('{path}', columns = {Columns}) GROUP BY ALL
            """);
        long counted = 0;
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read())
            counted += reader.GetInt64(reader.FieldCount - 1);

        TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
        return counted == events ? elapsed : throw new WrongResultException($"DuckDB counts {counted} of {events} events.");
    }
}
