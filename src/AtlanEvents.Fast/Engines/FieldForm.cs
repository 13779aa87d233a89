namespace AtlanEvents.Fast.Engines;

/// <summary>In which form the bytes of a <see cref="FieldSlice"/> are.</summary>
internal enum FieldForm : byte
{
    /// <summary>There is no such string.</summary>
    Absent,

    /// <summary>In the line, and the text itself.</summary>
    Plain,

    /// <summary>In the line, with escapes.</summary>
    Escaped,

    /// <summary>Not in the line but in the memory for unescaped text.</summary>
    Unescaped,
}
