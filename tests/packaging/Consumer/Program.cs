using AtlanEvents.Fast;

// Reads a dump in each of the three ways, and prints the number of purged columns that each finds.
string path = args[0];

long streamed = 0;
await using (EventReader reader = EventReader.Create(File.OpenRead(path)))
{
    while (await reader.ReadAsync())
    {
        while (reader.TryRead(out EventView e))
        {
            if (e.Operation == OperationType.EntityDelete && e.DeleteHandler.IsPurge() && e.TypeName.Equals("Column"u8))
                streamed++;
        }
    }
}

long inMemory = 0;
foreach (EventView e in EventParser.Enumerate(File.ReadAllBytes(path)))
{
    if (e.TypeName.Equals("Column"u8))
        inMemory++;
}

long records = 0;
await foreach (EventRecord record in EventReader.ReadRecordsAsync(File.OpenRead(path)))
{
    if (record.TypeName == "Column")
        records++;
}

Console.WriteLine($"{streamed} {inMemory} {records}");
