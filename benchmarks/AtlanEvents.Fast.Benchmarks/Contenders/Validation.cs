namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>How much of a line a contender validates. <see cref="Checking.ValidationProbe"/> verifies what it declares.</summary>
internal enum Validation
{
    /// <summary>Everything: JSON (RFC 8259) and UTF-8.</summary>
    Whole,

    /// <summary>Everything except UTF-8 in skipped strings.</summary>
    AllButUtf8,

    /// <summary>UTF-8 and matching quotes. Skipped values may have any content.</summary>
    Utf8AndQuotes,

    /// <summary>A grammar that is wider than JSON.</summary>
    Lenient,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>The texts of the column "validates?".</summary>
internal static class ValidationExtensions
{
    public static string ToText(this Validation validation) => validation switch
    {
        Validation.Whole => "yes",
        Validation.AllButUtf8 => "all but UTF-8",
        Validation.Utf8AndQuotes => "no (UTF-8 and quotes only)",
        Validation.Lenient => "no (accepts more than JSON)",
        _ => "-",
    };
}
