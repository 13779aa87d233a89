using AtlanEvents.Fast.Testing.Mutation.Trees;

namespace AtlanEvents.Fast.Testing.Mutation;

/// <summary>
/// Changes lines in the ways that transport, truncation, other writers and attackers do: as a tree, so that most remain JSON; token
/// by token; and byte by byte. The same random numbers give the same changes.
/// </summary>
public sealed class LineMutator(Random random)
{
    // So that changes upon changes cannot go on growing.
    private const int LongestLine = 64 * 1024;

    private readonly TreeMutation _tree = new(random);
    private readonly TokenMutation _tokens = new(random);
    private readonly ByteMutation _bytes = new(random);

    /// <summary>Changes a line a number of times.</summary>
    /// <param name="line">The line.</param>
    /// <param name="changes">How often.</param>
    /// <param name="other">Another one, parts of which may be taken.</param>
    /// <returns>A line, or several: newlines may have come in.</returns>
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
            if (changed.Length <= LongestLine)
                line = changed;
        }

        return line;
    }

    /// <summary>Changes a line once or a few times, and leaves it one line.</summary>
    public byte[] MutateLine(byte[] line, byte[]? other = null)
    {
        byte[] changed = Mutate(line, 1 + (random.Next(2) * random.Next(4)), other);
        return changed.Contains((byte)'\n') ? Array.FindAll(changed, value => value != (byte)'\n') : changed;
    }
}
