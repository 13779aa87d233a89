namespace AtlanEvents.Fast.Benchmarks.Contenders;

/// <summary>What stands in the column "validates?".</summary>
internal static class ValidationExtensions
{
    public static string ToText(this Validation validation) => validation switch
    {
        Validation.Whole => "yes",
        Validation.AllButUtf8 => "all but UTF-8",
        Validation.Utf8AndQuotes => "no (UTF-8 and quotes only)",
        Validation.Lenient => "no (takes more than JSON)",
        _ => "-",
    };
}
