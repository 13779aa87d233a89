using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Writes every Atlas message in a random form, with other lines between them.</summary>
/// <remarks>
/// The parts of a split message come in any order among the lines that follow, and some of them repeatedly. Two messages A and B in three
/// parts each, and an unsplit C, may give A2 B1 A0 A2 C B0 A1 B2 A0. At the end, all messages are complete.
/// </remarks>
internal sealed class EveryFormSink(ILineSink next, SplitMix64 random, Noise noise) : ILineSink
{
    private const double NoiseRate = 0.04;
    private const double RepeatedPartRate = 0.08;
    private const double LatePartRate = 0.2;
    private const int MaxLateLines = 40;

    // The maximum distances between the parts of a message, in lines.
    private static readonly int[] s_spreads = [0, 8, 40, 160];

    private readonly FormPicker _forms = new(random);
    private readonly DelayedLines _lines = new(next);

    public void Write(StreamLine line)
    {
        if (random.Happens(NoiseRate))
            _lines.Write(noise.Next());

        string[] lines = line.IsAtlasMessage ? _forms.Pick(line) : [line.Text];
        if (lines.Length == 1)
            _lines.Write(line with { Text = lines[0] });
        else
            Scatter(Array.ConvertAll(lines, text => line with { Text = text }));
    }

    public void Complete()
    {
        _lines.Complete();
        next.Complete();
    }

    private void Scatter(StreamLine[] parts)
    {
        random.Shuffle(parts);
        int spread = random.Pick(s_spreads);
        int last = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            // The first part is written now, so that the number of delayed lines stays bounded.
            int distance = i == 0 ? 0 : random.Next(spread + 1);
            _lines.Delay(parts[i], distance);
            last = Math.Max(last, distance);

            // Repeat the part at any time, byte for byte.
            if (random.Happens(RepeatedPartRate))
                _lines.Delay(parts[i], random.Next(spread + 1));
        }

        // Repeat a part after the message is complete.
        if (random.Happens(LatePartRate))
            _lines.Delay(random.Pick(parts), last + 1 + random.Next(MaxLateLines));

        _lines.Release();
    }
}
