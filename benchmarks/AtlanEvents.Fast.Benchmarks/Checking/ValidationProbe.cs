using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Checking;

/// <summary>Gives a contender lines that are wrong off the path, and so shows what its column "validates?" must say.</summary>
internal static class ValidationProbe
{
    private const byte NotUtf8 = 0xFF;

    private static readonly Workload s_good = Event("\"plain\"");
    private static readonly Workload s_badUtf8 = Event($"\"{(char)NotUtf8}\"");
    private static readonly Workload s_badLiteral = Event("tru");
    private static readonly Workload s_badQuotes = Event("'single'");

    /// <exception cref="WrongAnswerException">The contender declares something else than what it does.</exception>
    public static void Verify(Contender contender)
    {
        if (!contender.Takes(Scope.Locate))
            return;

        Validation actual = Observe(contender);
        if (actual != contender.Validates)
            throw new WrongAnswerException($"{contender.Name} declares {contender.Validates}, and validates {actual}.");
    }

    private static Validation Observe(Contender contender)
    {
        if (!Accepts(contender, s_good))
            throw new WrongAnswerException($"{contender.Name} rejects a line that is right.");

        return (Accepts(contender, s_badUtf8), Accepts(contender, s_badLiteral), Accepts(contender, s_badQuotes)) switch
        {
            (false, false, false) => Validation.Whole,
            (true, false, false) => Validation.AllButUtf8,
            (false, true, true) => Validation.Utf8AndQuotes,
            (_, false, true) => Validation.Lenient,
            _ => Validation.None,
        };
    }

    private static bool Accepts(Contender contender, Workload workload)
    {
        try
        {
            return contender.Check(workload, Scope.Locate).Events == 1;
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException or Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }

    // Latin-1, so that a char is a byte. The value stands where every contender has to pass it.
    private static Workload Event(string value)
        => new("probe", System.Text.Encoding.Latin1.GetBytes(
            $$$"""
            {"message":{"entity":{"typeName":"T","attributes":{"x":{{{value}}},"qualifiedName":"q"},"guid":"g"},"operationType":"ENTITY_CREATE"}}

            """));
}
