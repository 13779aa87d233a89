namespace AtlanEvents.Fast.Tests.Data;

/// <summary>The example of README.md, where the compiler sees it.</summary>
internal static class ReadmeExample
{
    public static List<string> Purged { get; } = [];

    public static async Task RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        // <README>
        await using EventReader reader = EventReader.Create(stream);
        while (await reader.ReadAsync(cancellationToken))
        {
            while (reader.TryRead(out EventView e))
            {
                if (e.Operation == OperationType.EntityDelete && e.DeleteHandler.IsPurge())
                    Purge(e.Guid, e.QualifiedName);
            }
        }
        // </README>
    }

    private static void Purge(Utf8Field guid, Utf8Field qualifiedName) => Purged.Add($"{guid.ToString()} {qualifiedName.ToString()}");
}
