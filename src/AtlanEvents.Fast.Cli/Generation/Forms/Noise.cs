using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Valid lines of a stream that contain no event.</summary>
/// <param name="random">Chooses the lines.</param>
/// <param name="hasUnknownMessages">Whether to include JSON of unknown kinds, such as heartbeats.</param>
internal sealed class Noise(SplitMix64 random, bool hasUnknownMessages)
{
    private const long SomeTime = 1_690_000_000_000;

    private static readonly Func<SplitMix64, StreamLine>[] s_known =
    [
        _ => Line(""),
        _ => Line(" \t "),
        _ => OtherMessages.WebhookHandshake(),
        random => OtherMessages.DataAccessRequest(random, SomeTime),
        random => OtherMessages.Relationship(random, SomeTime),
        random => OtherMessages.Hook(random, SomeTime),
        random => OtherMessages.V1Notification(random, SomeTime),
    ];

    private static readonly Func<SplitMix64, StreamLine>[] s_all =
    [
        .. s_known,
        random => Line($"{{\"type\":\"heartbeat\",\"sequence\":{random.Next(1_000_000)}}}"),
        _ => Line("""{"records":[],"message":null}"""),
    ];

    public StreamLine Next() => random.Pick(hasUnknownMessages ? s_all : s_known)(random);

    private static StreamLine Line(string text) => new(text, Key: null);
}
