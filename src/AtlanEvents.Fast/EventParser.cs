using AtlanEvents.Fast.Decoding;
using AtlanEvents.Fast.Framing;

namespace AtlanEvents.Fast;

/// <summary>Reads events from bytes that are already in memory: a Kafka value, a webhook body, a memory-mapped dump.</summary>
/// <remarks>
/// The input is never copied: an <see cref="EventView"/> borrows it. Only text with escapes (<c>\u00e9</c>) is written elsewhere,
/// into memory that belongs to the thread or to the enumeration; that is why a view has a lifetime even when its input is
/// kept. Nothing is allocated per event. All methods may be called from several threads at once.
/// </remarks>
public static class EventParser
{
    // A thread keeps one decoder, for the options that it used last.
#pragma warning disable IDE1006 // t_ marks a field of the thread
    [ThreadStatic]
    private static LineDecoder? t_decoder;
#pragma warning restore IDE1006

    /// <summary>Reads one event.</summary>
    /// <param name="utf8Line">One JSON value, with or without a newline behind it. It may be pretty-printed over several lines.</param>
    /// <param name="view">The event. It borrows <paramref name="utf8Line"/>, and is valid until this thread parses again.</param>
    /// <returns>Whether it is an event; <see cref="Parse"/> tells what it is otherwise.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Line, out EventView view)
        => Parse(utf8Line, out view).Outcome == LineOutcome.Event;

    /// <summary>Reads one event, and says what it is if it is none. Throws nothing, whatever the bytes.</summary>
    /// <param name="utf8Line">One JSON value, with or without a newline behind it. It may be pretty-printed over several lines.</param>
    /// <param name="view">The event. It borrows <paramref name="utf8Line"/>, and is valid until this thread parses again.</param>
    /// <param name="options">
    /// The defaults if omitted. Keep and pass the same object each time; another object costs an allocation.
    /// <see cref="EventReaderOptions.FaultHandler"/> is not called.
    /// </param>
    /// <exception cref="ArgumentException">The options, or the environment, name an engine that does not exist.</exception>
    public static LineVerdict Parse(ReadOnlySpan<byte> utf8Line, out EventView view, EventReaderOptions? options = null)
    {
        options ??= EventReaderOptions.Default;
        LineDecoder? decoder = t_decoder;
        if (decoder is null || !ReferenceEquals(decoder.Options, options))
        {
            t_decoder = null;
            decoder?.Dispose();
            t_decoder = decoder = new LineDecoder(options, isStream: false);
        }

        decoder.Recycle();
        return decoder.Decode(LineFrame.OfWholeInput(utf8Line), out view);
    }

    /// <summary>Reads the events of a buffer of lines, one after the other.</summary>
    /// <param name="utf8Lines">NDJSON. The last line needs no newline, but must be whole.</param>
    /// <param name="options">The defaults if omitted.</param>
    /// <returns>
    /// What <see langword="foreach"/> needs. An event is valid until the next step of the loop. Allocates some objects for the
    /// whole enumeration.
    /// </returns>
    /// <exception cref="ArgumentException">The options, or the environment, name an engine that does not exist.</exception>
    /// <exception cref="EventFormatException">The buffer is UTF-16 or UTF-32; in the loop: a line was rejected and there is no fault handler.</exception>
    public static EventEnumerator Enumerate(ReadOnlySpan<byte> utf8Lines, EventReaderOptions? options = null)
        => new(utf8Lines, options ?? EventReaderOptions.Default);
}
