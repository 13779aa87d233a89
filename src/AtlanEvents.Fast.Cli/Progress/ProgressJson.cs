using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Progress;

/// <summary>Tells programs on standard error how far a run is. The members are a contract.</summary>
/// <remarks>
/// <para>
/// One JSON object a line: when the run starts, then every second, and once when it is done, well or not. What else is said there,
/// such as errors, stands in lines that do not start with a brace.
/// </para>
/// <para>
/// <c>input</c>: the name of the file that is read, <c>standard input</c>, or null before the first is open;
/// <c>bytes</c>: uncompressed bytes that were read; <c>position</c>: bytes of all inputs that were read, compressed as they are;
/// <c>length</c>: how many there are, or null if that is not known; <c>events</c>: events that were read; <c>rejected</c>: lines
/// that were rejected; <c>acknowledged</c>, <c>refused</c>, <c>inFlight</c>: events that were taken care of for good (written, taken
/// by the receiver, or refused by it), those of them that the receiver refused, and those that are on their way: all null where none
/// are handed on, as in <c>stats</c>, <c>audit</c>, a dry run, or when a replay looks for purges first; <c>elapsedSeconds</c>;
/// <c>bytesPerSecond</c>, <c>eventsPerSecond</c>: since the run started; <c>remainingSeconds</c>: how long reading takes yet at the
/// rate so far, by position, or null if that cannot be told.
/// </para>
/// <para>A run that goes on from a checkpoint counts what was done before, but not in its rates.</para>
/// </remarks>
internal static class ProgressJson
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes lines until the work is done, well or not. Does not throw what the work throws.</summary>
    public static async Task WriteWhileAsync(Task work, ProgressState state)
    {
        do
            await Console.Error.WriteLineAsync(Describe(state)).ConfigureAwait(false);
        while (await Task.WhenAny(work, Task.Delay(s_interval)).ConfigureAwait(false) != work);

        await Console.Error.WriteLineAsync(Describe(state)).ConfigureAwait(false);
    }

    /// <summary>The state as an object.</summary>
    public static string Describe(ProgressState state)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, s_options))
        {
            json.WriteStartObject();
            json.WriteString("input", state.Name);
            json.WriteNumber("bytes", state.Bytes);
            json.WriteNumber("position", state.Position);
            Write(json, "length", state.Length);
            json.WriteNumber("events", state.Events);
            json.WriteNumber("rejected", state.Rejected);
            Delivery? delivery = state.Delivery;
            Write(json, "acknowledged", delivery?.Acknowledged);
            Write(json, "refused", delivery is null ? null : state.Refused);
            Write(json, "inFlight", delivery?.InFlight);
            json.WriteNumber("elapsedSeconds", Math.Round(state.Elapsed.TotalSeconds, 6));
            json.WriteNumber("bytesPerSecond", Math.Round(state.BytesPerSecond));
            json.WriteNumber("eventsPerSecond", Math.Round(state.EventsPerSecond));
            if (state.Remaining is TimeSpan remaining)
                json.WriteNumber("remainingSeconds", Math.Round(remaining.TotalSeconds, 3));
            else
                json.WriteNull("remainingSeconds");

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is long known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
