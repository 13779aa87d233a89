namespace AtlanEvents.Fast.Benchmarks.Checking;

/// <summary>A contender is not what it says: it gives another answer than the reference, or validates less or more than declared.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
