namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>How much of a line a contender checks. <see cref="Checking.ValidationProbe"/> shows that what it declares is so.</summary>
internal enum Validation
{
    /// <summary>All of it: RFC 8259, and UTF-8.</summary>
    Whole,

    /// <summary>All but UTF-8: bytes that are no text pass inside strings that are skipped.</summary>
    AllButUtf8,

    /// <summary>UTF-8, and that quotes match. What is skipped may be anything between quotes and brackets.</summary>
    Utf8AndQuotes,

    /// <summary>A grammar of its own, wider than JSON's.</summary>
    Lenient,

    /// <summary>Nothing.</summary>
    None,
}
