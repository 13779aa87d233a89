using System.Diagnostics;
using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Diagnostics;

namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The result of an engine for one line: the positions of the fields, and the traits that determine the kind of message.</summary>
internal struct LocatedLine
{
    public FieldSlices Fields;
    public MessageTraits Traits;

    /// <summary>The path that the line took through the engine.</summary>
    public LinePath Path;

    /// <summary>Whether a field may be <see cref="FieldForm.Escaped"/>.</summary>
    public bool MayHaveEscapes;

    /// <summary>Whether a unique key of the routing table occurred twice in one object.</summary>
    public bool HasDuplicateField;

    /// <summary>
    /// Records a key of the routing table, before its value is read. The last occurrence of a key in an object discards all fields
    /// and traits of an earlier one, as in <see cref="System.Text.Json.JsonDocument"/>.
    /// </summary>
    /// <param name="route">The row of the key.</param>
    /// <param name="first">The first byte of the value.</param>
    /// <param name="seen">The rows seen in this object so far, one bit each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Route route, byte first, ref uint seen)
    {
        if ((seen & route.Bit) != 0)
            Replace(route);

        seen |= route.Bit;
        Traits |= route.Trait;
        if (first == (byte)'{')
            Traits |= route.ObjectTrait;
        else if (first == (byte)'"')
            Traits |= route.StringTrait;
    }

    /// <summary>Records the position of a string field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">The position after the opening quote.</param>
    /// <param name="end">The position of the closing quote.</param>
    /// <param name="isEscaped">Whether the string contains a backslash.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddField(Field field, nint start, nint end, bool isEscaped)
    {
        MayHaveEscapes |= isEscaped;
        Fields.Set(field, new FieldSlice((int)start, (int)(end - start), isEscaped ? FieldForm.Escaped : FieldForm.Plain));
    }

    private void Replace(Route route)
    {
        HasDuplicateField |= route.IsUnique;
        Traits &= ~route.TraitsBelow;
        for (int field = 0; field < (int)Field.Count; field++)
        {
            if ((route.FieldsBelow & (1u << field)) != 0)
                Fields[field] = default;
        }
    }

    /// <summary>One slice for each <see cref="Field"/>.</summary>
    [InlineArray((int)Field.Count)]
    public struct FieldSlices
    {
        private FieldSlice _first;

        /// <summary>Sets the slice of a field. Requires a value below <see cref="Field.Count"/>, which is asserted, not checked.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Set(Field field, FieldSlice slice)
        {
            Debug.Assert((uint)field < (uint)Field.Count, "Requires a field.");
            Unsafe.Add(ref Unsafe.As<FieldSlices, FieldSlice>(ref this), (nint)(uint)field) = slice;
        }
    }
}
