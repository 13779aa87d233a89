using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Checking;

/// <summary>Finds out how much of a line a contender validates, by lines that are invalid outside the five fields.</summary>
internal static class ValidationProbe
{
    private const byte NotUtf8 = 0xFF;

    private static readonly Workload s_good = Event("\"plain\"");
    private static readonly Workload s_badUtf8 = Event($"\"{(char)NotUtf8}\"");
    private static readonly Workload s_badLiteral = Event("tru");
    private static readonly Workload s_badQuotes = Event("'single'");

    /// <exception cref="WrongResultException">The contender does not validate what it declares.</exception>
    public static void Verify(Contender contender)
    {
        if (!contender.Supports(Scope.Locate))
            return;

        Validation actual = Observe(contender);
        if (actual != contender.Validates)
            throw new WrongResultException($"{contender.Name} declares {contender.Validates}, but validates {actual}.");
    }

    private static Validation Observe(Contender contender)
    {
        if (!Accepts(contender, s_good))
            throw new WrongResultException($"{contender.Name} rejects a valid line.");

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

    // Latin-1, so that each char becomes one byte. The value precedes fields, so every contender has to skip it.
    private static Workload Event(string value)
        => new("probe",
            System.Text.Encoding.Latin1.GetBytes($$$"""
            {"message":{"entity":{"typeName":"T","attributes":{"x":{{{value}}},"qualifiedName":"q"},"guid":"g"},"operationType":"ENTITY_CREATE"}}

            """));
}
