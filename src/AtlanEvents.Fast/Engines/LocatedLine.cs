using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AtlanEvents.Fast.Engines;

/// <summary>What an engine found in a line: where the fields are, and what else there is that tells the kinds of message apart.</summary>
internal struct LocatedLine
{
    public Fields Strings;
    public MessageTraits Traits;

    /// <summary>The way that the line went.</summary>
    public LinePath Path;

    /// <summary>Whether a string may be <see cref="FieldForm.Escaped"/>.</summary>
    public bool MayHaveEscapes;

    /// <summary>One slice for each <see cref="Field"/>.</summary>
    [InlineArray((int)Field.Count)]
    public struct Fields
    {
        private FieldSlice _first;

        /// <summary>Sets the slice of a field, which must be one: without a check, where it counts.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Set(Field field, int start, int length, FieldForm form)
        {
            Debug.Assert(field < Field.Count, "Requires a field.");
            Unsafe.Add(ref Unsafe.As<Fields, FieldSlice>(ref this), (nint)(uint)field) = new FieldSlice(start, length, form);
        }

        /// <summary>Adds the slices that others have, all moved by the same number of bytes. Where both have one it must be the same.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ref readonly Fields others, nint offset)
        {
            // Two slices a vector: the position is the lower half of each, and an absent slice is zero.
            const int PerVector = 2;
            ref ulong target = ref Unsafe.As<Fields, ulong>(ref this);
            ref ulong source = ref Unsafe.As<Fields, ulong>(ref Unsafe.AsRef(in others));
            var offsets = Vector128.Create((ulong)offset);
            for (nuint i = 0; i < (nuint)Field.Count; i += PerVector)
            {
                var slices = Vector128.LoadUnsafe(ref source, i);
                Vector128<ulong> moved = slices + Vector128.AndNot(offsets, Vector128.Equals(slices, Vector128<ulong>.Zero));
                (Vector128.LoadUnsafe(ref target, i) | moved).StoreUnsafe(ref target, i);
            }
        }
    }
}
