using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Engines;

/// <summary>Where a string is: the bytes between its quotes, as offset and length, in 8 bytes. The default is an absent string.</summary>
internal readonly struct FieldSlice
{
    // No line is longer than EventReaderOptions.LargestMaxLineBytes, so that no length needs more than 30 bits.
    private const int LengthBits = 30;
    private const uint LengthMask = (1u << LengthBits) - 1;

    // In this order: LocatedLine.Fields.Add counts on it.
    private readonly int _start;
    private readonly uint _formAndLength;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldSlice(int start, int length, FieldForm form)
    {
        _start = start;
        _formAndLength = ((uint)form << LengthBits) | (uint)length;
    }

    public int Start => _start;

    public int Length => (int)(_formAndLength & LengthMask);

    public FieldForm Form => (FieldForm)(_formAndLength >> LengthBits);
}
