using System.Text.Json;
using AtlanEvents.Fast.Testing.Engines;

namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>Reads an input by several readers, each of which goes on where the one before was stopped; what they know of each other is saved as JSON.</summary>
public static class InterruptedReading
{
    /// <param name="engine">Reads.</param>
    /// <param name="input">What is read.</param>
    /// <param name="options">How.</param>
    /// <param name="random">Says when a reader is stopped, and how long its buffer is.</param>
    /// <returns>What came out of all of them, which must be what comes out of one.</returns>
    public static async Task<ReadingResult> ReadAsync(EngineChoice engine, byte[] input, EventReaderOptions options, Random random)
    {
        var collector = new LineCollector();
        var counts = new List<ReadCounts>();
        ResumePoint? point = null;
        while (true)
        {
            EventReaderOptions next = engine.In(options) with { FaultHandler = collector.Add, BufferSize = random.Next(1, 2_000) };
            int start = (int)(point?.ReadFrom ?? 0);
            var stream = new MemoryStream(input, start, input.Length - start);
            await using EventReader reader = point is null ? EventReader.Create(stream, next) : EventReader.Resume(stream, point, next);
            bool isAtEnd = await ReadAsync(reader, collector, steps: random.Next(1, 60)).ConfigureAwait(false);
            counts.Add(reader.Counts);
            if (isAtEnd)
                return new ReadingResult(collector.Lines, CountsSnapshot.OfAll(counts));

            point = JsonSerializer.Deserialize<ResumePoint>(JsonSerializer.Serialize(reader.GetResumePoint()));
        }
    }

    private static async Task<bool> ReadAsync(EventReader reader, LineCollector collector, int steps)
    {
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            while (steps > 0 && reader.TryRead(out EventView view))
            {
                collector.Add(view, view.LineNumber, view.ByteOffset);
                steps--;
            }

            if (steps-- <= 0)
                return false;
        }

        return true;
    }
}
