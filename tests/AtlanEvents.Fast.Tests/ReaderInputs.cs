namespace AtlanEvents.Fast.Tests;

/// <summary>Inputs for tests of the reader, and helpers to read them.</summary>
internal static class ReaderInputs
{
    /// <summary>An event with its newline.</summary>
    public static byte[] Line { get; } = Encoding.UTF8.GetBytes(Lines.Delete + "\n");

    public static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(b => b)];

    /// <summary>Reads to the end, and returns the line number of each event.</summary>
    public static async Task<List<long>> ReadNumbersAsync(EventReader reader)
    {
        var numbers = new List<long>();
        while (await reader.ReadAsync())
        {
            while (reader.TryRead(out EventView view))
                numbers.Add(view.LineNumber);
        }

        return numbers;
    }
}
