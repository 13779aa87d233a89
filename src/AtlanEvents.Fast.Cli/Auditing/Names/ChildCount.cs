namespace AtlanEvents.Fast.Cli.Auditing.Names;

/// <summary>How many children of a type a parent has.</summary>
/// <param name="Type">The type, as <see cref="Assets.TypeNames"/> numbers them.</param>
/// <param name="Count">How many.</param>
/// <param name="Next">The count of another type, or -1.</param>
internal record struct ChildCount(ushort Type, long Count, int Next);
