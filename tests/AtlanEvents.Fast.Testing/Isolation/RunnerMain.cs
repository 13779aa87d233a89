namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>The entry point of a child process; see <see cref="ChildProcess"/>.</summary>
public static class RunnerMain
{
    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The file for the <see cref="Breadcrumb"/>, the command, and its arguments.</param>
    /// <returns>0 on success; 1 if an assertion failed. Reading beyond the memory crashes the process with another exit code.</returns>
    public static int Run(string[] arguments)
    {
        using var breadcrumb = new Breadcrumb(arguments[0]);
        string[] rest = arguments[2..];
        try
        {
            switch (arguments[1])
            {
                case "guard-pages":
                    using (var reads = new GuardPageReads(int.Parse(rest[0], CultureInfo.InvariantCulture), breadcrumb))
                        reads.Run();

                    return 0;

                case "guard-pages-work":
                    GuardPageReads.ReadOutside(breadcrumb, rest[0]);
                    return 0;

                case "instruction-set":
                    InstructionSets.AssertLive(rest);
                    new InstructionSetDifferential(breadcrumb).Run();
                    return 0;

                default:
                    Console.Error.WriteLine($"There is no command {arguments[1]}.");
                    return 2;
            }
        }
        catch (Exception e) when (
            e is Xunit.Sdk.XunitException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            Console.Error.WriteLine(e);
            return 1;
        }
    }
}
