namespace AtlanEvents.Fast.Testing.Mutation.Trees;

/// <summary>A member of an object, or an item of an array.</summary>
/// <param name="Key">The key with its quotes; <see langword="null"/> in an array.</param>
/// <param name="Value">The value.</param>
internal sealed record TreeMember(TreeValue? Key, TreeValue Value);
