using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>A copy of a line without the white space between its tokens.</summary>
/// <remarks>
/// JSON allows white space before and after any bracket, colon or comma (RFC 8259, section 2). The line and its copy are equally
/// well-formed, unless white space separates two scalars. There is no copy of such a line.
/// <code>
/// line      { " a   b "   :   1 }         1   2
/// strings     1 1 1 1 1
/// kept      1 1 1 1 1 1   1   1 1         scalars on both sides: not well-formed
/// copy      {"a b":1}
/// </code>
/// Positions in the copy are mapped back by the number of bytes kept before each block, and by the mask of those kept in the block.
/// </remarks>
internal sealed class CompactLine<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector>
{
    private const int BlockSize = IByteBlock.Size;

    private byte[] _copy = [];
    private ulong[] _kept = [];
    private int[] _starts = [];
    private int _blocks;

    /// <summary>The length of the copy in bytes. A newline follows.</summary>
    public int Length { get; private set; }

    public ref byte First => ref MemoryMarshal.GetArrayDataReference(_copy);

    /// <summary>The number of readable bytes from <see cref="First"/>.</summary>
    public int Readable => _copy.Length;

    public int RetainedBytes => _copy.Length + (_kept.Length * (sizeof(ulong) + sizeof(int)));

    /// <summary>Copies a line.</summary>
    /// <param name="line">The line. A block must be readable after it.</param>
    /// <param name="readableAfter">The number of bytes that must be readable after the copy.</param>
    /// <returns><see langword="false"/> if it has no white space between tokens, or is not well-formed.</returns>
    public bool TrySet(PaddedLine line, int readableAfter)
    {
        Grow(line.Length, readableAfter);
        ref byte first = ref line.First;
        ref byte copy = ref First;
        nint length = 0;
        ulong inString = 0;
        ulong escapesNext = 0;
        ulong afterScalar = 0;
        ulong inSpaceAfterScalar = 0;
        ulong errors = 0;
        for (int i = 0; i < _blocks; i++)
        {
            ref byte block = ref Unsafe.Add(ref first, (nint)i * BlockSize);
            ulong quotes = ByteMask<TWidth, TVector>.Equal(ref block, (byte)'"');
            ulong backslashes = ByteMask<TWidth, TVector>.Equal(ref block, (byte)'\\');
            if ((backslashes | escapesNext) != 0)
                quotes &= ~StringBits.Escaped(backslashes, ref escapesNext);

            ulong strings = StringBits.PrefixXor(quotes) ^ inString;
            inString = (ulong)((long)strings >> 63);
            ulong outside = ~(strings | quotes);
            ulong spaces = outside & ~ByteBlock<TWidth, TVector>.NonWhiteSpace(ref block);
            ulong scalars = outside & ~(spaces
                | ByteMask<TWidth, TVector>.Equal(ref block, (byte)',')
                | ByteMask<TWidth, TVector>.Equal(ref block, (byte)':')
                | ByteMask<TWidth, TVector>.EqualWithBit5(ref block, (byte)'{')
                | ByteMask<TWidth, TVector>.EqualWithBit5(ref block, (byte)'}'));

            // The sum carries from the start of each run of white space after a scalar to the byte after the run.
            ulong starts = ((scalars << 1) | afterScalar | inSpaceAfterScalar) & spaces;
            ulong sum = starts + spaces;
            errors |= ((sum & ~spaces) | (inSpaceAfterScalar & ~spaces)) & scalars;
            afterScalar = scalars >> 63;
            inSpaceAfterScalar = sum < spaces ? 1UL : 0;

            ulong kept = ~spaces;
            nint left = line.Length - ((nint)i * BlockSize);
            if (left < BlockSize)
                kept &= (1UL << (int)left) - 1;

            _kept[i] = kept;
            _starts[i] = (int)length;
            length = Copy(ref block, kept, ref copy, length);
        }

        Debug.Assert(length + readableAfter <= _copy.Length, "Requires a copy that is readable to the end.");
        Unsafe.Add(ref copy, length) = (byte)'\n';
        Length = (int)length;
        return errors == 0 && length < line.Length;
    }

    /// <summary>Moves the fields of the copy to where they are in the line.</summary>
    public void MoveBack(ref LocatedLine located)
    {
        for (Field field = 0; field < Field.Count; field++)
        {
            FieldSlice slice = located.Fields[(int)field];
            if (slice.Form != FieldForm.Absent)
                located.Fields.Set(field, new FieldSlice(PositionInLine(slice.Start), slice.Length, slice.Form));
        }
    }

    private void Grow(int lineLength, int readableAfter)
    {
        _blocks = (lineLength + BlockSize - 1) / BlockSize;
        if (_kept.Length < _blocks)
        {
            int capacity = Math.Max(_blocks, 2 * _kept.Length);
            _kept = new ulong[capacity];
            _starts = new int[capacity];
        }

        // Copying writes whole blocks.
        int needed = lineLength + BlockSize + readableAfter;
        if (_copy.Length < needed)
            _copy = new byte[Math.Max(needed, (int)Math.Min(2L * _copy.Length, Array.MaxLength))];
    }

    /// <summary>Copies the bytes of a block that are kept, run by run.</summary>
    /// <returns>The length of the copy with them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Copy(ref byte block, ulong kept, ref byte copy, nint length)
    {
        for (nint start = 0; kept != 0;)
        {
            int skipped = BitOperations.TrailingZeroCount(kept);
            kept >>= skipped;
            int run = BitOperations.TrailingZeroCount(~kept);
            ref byte source = ref Unsafe.Add(ref block, start + skipped);
            ref byte target = ref Unsafe.Add(ref copy, length);
            for (nuint offset = 0; offset < BlockSize; offset += (nuint)TWidth.Bytes)
                TWidth.Store(TWidth.Load(ref source, offset), ref target, offset);

            length += run;
            start += skipped + run;
            kept = run == BlockSize ? 0 : kept >> run;
        }

        return length;
    }

    private int PositionInLine(int position)
    {
        // The last block that starts at or before the position: blocks without bytes that are kept start where the next one does.
        int block = _starts.AsSpan(0, _blocks).BinarySearch(position);
        if (block < 0)
            block = ~block - 1;

        while (block + 1 < _blocks && _starts[block + 1] == _starts[block])
            block++;

        return (block * BlockSize) + IndexOfBit(_kept[block], position - _starts[block]);
    }

    /// <summary>The index of a set bit, given the number of set bits below it.</summary>
    private static int IndexOfBit(ulong bits, int rank)
    {
        if (Bmi2.X64.IsSupported)
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << rank, bits));

        for (; rank > 0; rank--)
            bits &= bits - 1;

        return BitOperations.TrailingZeroCount(bits);
    }
}
