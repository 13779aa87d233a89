using AtlanEvents.Fast.Testing.Mutation.Trees;

namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>
/// Mutates lines as transport errors, truncation, other serialisers and attackers would: as trees, so that most remain JSON, as tokens, and
/// as bytes. The same random numbers give the same mutations.
/// </summary>
public sealed class LineMutator(Random random)
{
    // Limits the growth by repeated mutation.
    private const int MaxLineLength = 64 * 1024;

    private readonly TreeMutation _tree = new(random);
    private readonly TokenMutation _tokens = new(random);
    private readonly ByteMutation _bytes = new(random);

    /// <summary>Mutates a line several times.</summary>
    /// <param name="line">The line.</param>
    /// <param name="changes">The number of mutations.</param>
    /// <param name="other">Another line, parts of which may be inserted.</param>
    /// <returns>One line or several, because mutations may insert newlines.</returns>
    public byte[] Mutate(byte[] line, int changes, byte[]? other = null)
    {
        for (int i = 0; i < changes; i++)
        {
            byte[] changed = random.Next(4) switch
            {
                < 2 => _tree.TryMutate(line) ?? _tokens.Mutate(line, other ?? line),
                2 => _tokens.Mutate(line, other ?? line),
                _ => _bytes.Mutate(line),
            };
            if (changed.Length <= MaxLineLength)
                line = changed;
        }

        return line;
    }

    /// <summary>Mutates a line once or a few times, without inserting newlines.</summary>
    public byte[] MutateLine(byte[] line, byte[]? other = null)
    {
        byte[] changed = Mutate(line, 1 + (random.Next(2) * random.Next(4)), other);
        return changed.Contains((byte)'\n') ? Array.FindAll(changed, value => value != (byte)'\n') : changed;
    }
}
