using System.Text.Json;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Reporting;

/// <summary>Writes progress for programs to standard error. The members are a contract.</summary>
/// <remarks>
/// <para>
/// One JSON object per line: at the start, every second, and at the end of the run, whether it succeeded or not. Other output on standard
/// error, such as errors, is in lines that do not start with a brace.
/// </para>
/// <para>
/// <c>input</c>: the name of the current file, <c>standard input</c>, or null before the first one is open;
/// <c>bytes</c>: uncompressed bytes read; <c>position</c>: bytes of all inputs read, before decompression;
/// <c>length</c>: the total of those bytes, or null if it is unknown; <c>events</c>: events read; <c>rejected</c>: rejected lines;
/// <c>acknowledged</c>, <c>refused</c>, <c>inFlight</c>: events delivered for good (written, or accepted or refused by the receiver), those
/// of them that the receiver refused, and events being delivered; all three are null if no events are delivered, as in <c>stats</c>,
/// <c>audit</c>, a dry run, and the search for purge deletes before a replay; <c>elapsedSeconds</c>;
/// <c>bytesPerSecond</c>, <c>eventsPerSecond</c>: average since the start; <c>remainingSeconds</c>: estimated from <c>position</c> at the
/// average rate, or null if it is unknown.
/// </para>
/// <para>A run that resumes from a checkpoint includes the earlier run in its counts, but not in its rates.</para>
/// </remarks>
internal static class ProgressJson
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    /// <summary>Writes lines until the run has ended. Does not rethrow its exception.</summary>
    public static async Task WriteWhileAsync(Task run, PumpProgress progress)
    {
        do
            await Console.Error.WriteLineAsync(Describe(progress)).ConfigureAwait(false);
        while (await Task.WhenAny(run, Task.Delay(s_interval)).ConfigureAwait(false) != run);

        await Console.Error.WriteLineAsync(Describe(progress)).ConfigureAwait(false);
    }

    /// <summary>Progress as a JSON object.</summary>
    public static string Describe(PumpProgress progress)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, JsonMembers.Options))
        {
            json.WriteStartObject();
            json.WriteString("input", progress.InputName);
            json.WriteNumber("bytes", progress.Bytes);
            json.WriteNumber("position", progress.Position);
            json.WriteNumberOrNull("length", progress.Length);
            json.WriteNumber("events", progress.Events);
            json.WriteNumber("rejected", progress.Rejected);
            DeliveryCounts? delivery = progress.Delivery;
            json.WriteNumberOrNull("acknowledged", delivery?.Acknowledged);
            json.WriteNumberOrNull("refused", delivery is null ? null : progress.Refused);
            json.WriteNumberOrNull("inFlight", delivery?.InFlight);
            json.WriteNumber("elapsedSeconds", Math.Round(progress.Elapsed.TotalSeconds, 6));
            json.WriteNumber("bytesPerSecond", Math.Round(progress.BytesPerSecond));
            json.WriteNumber("eventsPerSecond", Math.Round(progress.EventsPerSecond));
            if (progress.Remaining is TimeSpan remaining)
                json.WriteNumber("remainingSeconds", Math.Round(remaining.TotalSeconds, 3));
            else
                json.WriteNull("remainingSeconds");

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
