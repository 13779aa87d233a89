using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Writes every message of Atlas in a form that is picked at random, with noise between.</summary>
/// <remarks>
/// The parts of a split message come in any order among the lines that follow, and some of them again: with two messages A and B in
/// three parts each, and C in one piece, for example A2 B1 A0 A2 C B0 A1 B2 A0. All are there at the end.
/// </remarks>
internal sealed class EveryFormSink(ILineSink next, SplitMix64 random, Noise noise) : ILineSink
{
    private const double NoiseRate = 0.04;
    private const double RepeatedPartRate = 0.08;
    private const double LatePartRate = 0.2;
    private const int MostLinesLate = 40;

    // How many lines apart the parts of a message are, at most.
    private static readonly int[] s_spreads = [0, 8, 40, 160];

    private readonly FormPicker _forms = new(random);
    private readonly HeldBackLines _lines = new(next);

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
            // One comes now, so that there is no end of what is held back.
            int place = i == 0 ? 0 : random.Next(spread + 1);
            _lines.HoldBack(parts[i], place);
            last = Math.Max(last, place);

            // A part again, at any time; it is the same to the byte.
            if (random.Happens(RepeatedPartRate))
                _lines.HoldBack(parts[i], random.Next(spread + 1));
        }

        // A part again after the message was complete.
        if (random.Happens(LatePartRate))
            _lines.HoldBack(random.Pick(parts), last + 1 + random.Next(MostLinesLate));

        _lines.Release();
    }
}
