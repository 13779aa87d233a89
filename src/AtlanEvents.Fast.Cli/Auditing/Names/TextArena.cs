namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>The location of a string in a <see cref="TextArena"/>.</summary>
internal readonly record struct TextSlice(int Block, int Start, int Length);

/// <summary>Stores strings in large blocks, without an object for each. Nothing is ever removed.</summary>
internal sealed class TextArena
{
    private const int BlockLength = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private int _free = BlockLength;

    /// <summary>The total length of the strings.</summary>
    public long Bytes { get; private set; }

    public TextSlice Add(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return default;

        Bytes += text.Length;
        if (text.Length > BlockLength - _free)
        {
            // A text longer than a block gets a block of its own.
            _blocks.Add(new byte[Math.Max(BlockLength, text.Length)]);
            _free = 0;
        }

        var slice = new TextSlice(_blocks.Count - 1, _free, text.Length);
        text.CopyTo(_blocks[^1].AsSpan(_free));
        _free = Math.Min(BlockLength, _free + text.Length);
        return slice;
    }

    public ReadOnlySpan<byte> this[TextSlice slice] => slice.Length == 0 ? default : _blocks[slice.Block].AsSpan(slice.Start, slice.Length);
}
