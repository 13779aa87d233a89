using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The form in which the bytes of a <see cref="FieldSlice"/> are available.</summary>
internal enum FieldForm : byte
{
    /// <summary>The line does not have the field, or its value is not a string.</summary>
    Absent,

    /// <summary>The slice is in the line and is the text itself.</summary>
    Plain,

    /// <summary>The slice is in the line and contains escapes.</summary>
    Escaped,

    /// <summary>The slice is in the memory for unescaped text.</summary>
    Unescaped,
}

/// <summary>The position of a string, without its quotes, packed into 64 bits. The default value is an absent string.</summary>
/// <remarks>
/// <code>
/// bit  63 62   61 ........ 32   31 ........ 0
///      form    length           start
/// </code>
/// The packing is arithmetic and so does not depend on the byte order. Adding a number to the whole value moves the start.
/// </remarks>
internal readonly struct FieldSlice
{
    // Lines are at most EventReaderOptions.MaxLineBytesLimit (2^30) bytes long, so a length inside quotes fits into 30 bits.
    private const int LengthBits = 30;
    private const int StartBits = 32;
    private const ulong LengthMask = (1UL << LengthBits) - 1;

    private readonly ulong _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldSlice(int start, int length, FieldForm form)
    {
        Debug.Assert(start >= 0 && (ulong)length <= LengthMask, "Requires a slice of a line.");
        _bits = ((ulong)form << (StartBits + LengthBits)) | ((ulong)(uint)length << StartBits) | (uint)start;
    }

    private FieldSlice(ulong bits) => _bits = bits;

    public int Start => (int)(uint)_bits;

    public int Length => (int)((_bits >> StartBits) & LengthMask);

    public FieldForm Form => (FieldForm)(_bits >> (StartBits + LengthBits));

    /// <summary>Returns the slice of the same length that starts <paramref name="offset"/> bytes later, not before 0.</summary>
    public FieldSlice Move(nint offset) => new(_bits + (ulong)offset);
}
