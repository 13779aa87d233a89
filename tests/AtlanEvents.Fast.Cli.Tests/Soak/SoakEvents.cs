using System.Globalization;

namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>Numbered events, and which of them were acknowledged and handled.</summary>
internal sealed class SoakEvents
{
    private const int Assets = 10_000;

    // About 700 bytes in all, as usual events have.
    private static readonly string s_description = new('d', 400);

    private readonly Lock _lock = new();

    // By number.
    private State[] _states = new State[1024];

    [Flags]
    private enum State : byte
    {
        Acknowledged = 1,
        Handled = 2,
    }

    public long Created { get; private set; }

    /// <summary>The events for which a client got an acknowledgement.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The events that are in the file of a consumer.</summary>
    public long Handled { get; private set; }

    /// <summary>How often an event was in a file that was there before.</summary>
    public long Repeats { get; private set; }

    /// <summary>The acknowledged events that are not in a file yet.</summary>
    public long Lag { get; private set; }

    /// <summary>The next event.</summary>
    public (long Number, string Body) Create()
    {
        lock (_lock)
        {
            long number = Created++;
            if (number == _states.Length)
                Array.Resize(ref _states, 2 * _states.Length);

            return (number, BodyOf(number));
        }
    }

    public void SetAcknowledged(long number)
    {
        lock (_lock)
        {
            Acknowledged++;
            if (Add(number, State.Acknowledged) && !_states[number].HasFlag(State.Handled))
                Lag++;
        }
    }

    public void SetHandled(ReadOnlySpan<char> qualifiedName)
    {
        long number = long.Parse(qualifiedName[(qualifiedName.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
        lock (_lock)
        {
            Assert.InRange(number, 0, Created - 1);
            if (!Add(number, State.Handled))
            {
                Repeats++;
                return;
            }

            Handled++;
            if (_states[number].HasFlag(State.Acknowledged))
                Lag--;
        }
    }

    /// <summary>The first acknowledged events that no file has.</summary>
    public long[] FindLost()
    {
        lock (_lock)
            return [.. Enumerable.Range(0, (int)Created).Where(number => _states[number] == State.Acknowledged).Take(10)];
    }

    private static string BodyOf(long number)
        => """{"version":{"version":"1.0.0"},"message":{"type":"ENTITY_NOTIFICATION_V2","entity":{"typeName":"Column","attributes":{"""
            + $$"""
                "qualifiedName":"default/bigquery/1665130698/{{number}}","description":"{{s_description}}"},
                """
            + $$"""
                "guid":"00000000-0000-4000-8000-{{number % Assets:x12}}"},"operationType":"ENTITY_UPDATE","eventTime":1667822854152
                """
            + "}}";

    private bool Add(long number, State state)
    {
        if (_states[number].HasFlag(state))
            return false;

        _states[number] |= state;
        return true;
    }
}
