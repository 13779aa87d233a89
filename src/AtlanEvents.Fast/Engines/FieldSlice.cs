namespace AtlanEvents.Fast.Engines;

/// <summary>Where a string is: the bytes between its quotes, as offset and length. The default is an absent string.</summary>
internal readonly record struct FieldSlice(int Start, int Length, FieldForm Form)
{
    public bool IsPresent => Form != FieldForm.Absent;
}
