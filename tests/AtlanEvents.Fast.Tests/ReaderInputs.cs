using System.Text;
using AtlanEvents.Fast.Tests.Behaviour;

namespace AtlanEvents.Fast.Tests;

/// <summary>What the tests of the reader give it, and what they take from it.</summary>
internal static class ReaderInputs
{
    /// <summary>An event, with its newline.</summary>
    public static byte[] Line { get; } = Encoding.UTF8.GetBytes(Lines.Delete + "\n");

    public static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(b => b)];

    /// <summary>Reads to the end, and gives the number of each event's line.</summary>
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
