using System.Text.Json;

namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>
/// Reads an input with several readers, each of which resumes where the one before stopped. The resume point is saved as JSON.
/// </summary>
public static class InterruptedReading
{
    /// <param name="engine">The engine.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">The options.</param>
    /// <param name="random">Decides when a reader stops, and the size of its buffer.</param>
    /// <returns>The combined result, which must equal that of a single reader.</returns>
    public static async Task<ReadingResult> ReadAsync(EngineChoice engine, byte[] input, EventReaderOptions options, Random random)
    {
        var collector = new LineCollector();
        var counts = new List<ReadCounts>();
        ResumePoint? point = null;
        while (true)
        {
            EventReaderOptions next = engine.In(options) with
            {
                FaultHandler = collector.Add,
                BufferSize = random.Next(1, 2_000),
            };
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
