namespace AtlanEvents.Fast;

/// <summary>What becomes of a line in which a routing key occurs twice in the same object.</summary>
/// <remarks>
/// The keys are <c>message</c>; in it <c>operationType</c> and <c>entity</c>; in that <c>typeName</c>, <c>guid</c>,
/// <c>attributes</c> and <c>deleteHandler</c>; in <c>attributes</c> <c>qualifiedName</c>. They are compared unescaped.
/// Other keys may repeat as they like.
/// </remarks>
public enum DuplicateFieldPolicy : byte
{
    /// <summary>The line is rejected with <see cref="LineFaultReason.DuplicateField"/>: nothing is deleted on an ambiguous key.</summary>
    Reject,

    /// <summary>
    /// The last one counts, as in <see cref="System.Text.Json.JsonDocument"/>. It replaces the earlier one whole: a second
    /// <c>entity</c> leaves nothing of the first.
    /// </summary>
    LastWins,
}
