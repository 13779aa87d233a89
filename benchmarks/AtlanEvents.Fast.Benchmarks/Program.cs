using AtlanEvents.Fast.Benchmarks.Benchmarks;
using AtlanEvents.Fast.Benchmarks.Checking;
using AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;
using AtlanEvents.Fast.Benchmarks.Delivery;
using AtlanEvents.Fast.Benchmarks.Files;
using AtlanEvents.Fast.Benchmarks.Guard;
using AtlanEvents.Fast.Benchmarks.Kafka;
using AtlanEvents.Fast.Benchmarks.Results;
using AtlanEvents.Fast.Benchmarks.Scaling;
using AtlanEvents.Fast.Benchmarks.Webhooks;
using BenchmarkDotNet.Running;

namespace AtlanEvents.Fast.Benchmarks;

/// <summary>
/// <c>guard [--native EXECUTABLE] [WORKLOAD...]</c>, <c>speed WORKLOAD</c>, <c>delivery</c>,
/// <c>scaling [--max-bytes N] [--output FOLDER]</c>, <c>files --tool EXECUTABLE [--rounds N] [--output FOLDER]</c>,
/// <c>kafka [--messages N] [--rounds N] [--output FOLDER]</c>,
/// <c>webhook [--requests N] [--connections N] [--rounds N] [--output FOLDER]</c>, <c>render [--output FOLDER]</c>,
/// or <c>results [--output FOLDER] [--rounds N]</c>; all other arguments are BenchmarkDotNet's.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
#if DEBUG
        Console.Error.WriteLine("This is a debug build, and its figures mean nothing: run it with -c Release.");
#endif
        try
        {
            return Run(args);
        }
        catch (Exception e) when (e is WrongResultException or ArgumentException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Run(string[] args)
    {
        string verb = args.FirstOrDefault("");
#if SPEED_ONLY
        return verb == "speed"
            ? new SpeedCommand(Console.In, Console.Out).Run(args[1..])
            : throw new ArgumentException("This program was compiled for the verb speed only.");
#else
        if (verb == "guard")
            return new GuardCommand(Console.Out).Run(args[1..]);

        if (verb == "speed")
            return new SpeedCommand(Console.In, Console.Out).Run(args[1..]);

        if (verb == "scaling")
            return new ScalingCommand(Console.Out).Run(args[1..]);

        if (verb == "files")
            return new FilesCommand(Console.Out).Run(args[1..]);

        if (verb == "kafka")
            return new KafkaCommand(Console.Out).Run(args[1..]);

        if (verb == "webhook")
            return new WebhookCommand(Console.Out).RunAsync(args[1..]).GetAwaiter().GetResult();

        if (verb == "render")
            return new RenderCommand(Console.Out).Run(args[1..]);

        if (verb == "delivery")
        {
            using var delivery = new DeliveryCommand(Console.Out);
            return delivery.RunAsync().GetAwaiter().GetResult();
        }

        if (SimdjsonBuild.Library is null)
            Console.Error.WriteLine(SimdjsonBuild.AbsenceReason);

        if (verb == "results")
            return new ResultsCommand(Console.Out).Run(args[1..]);

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new ColumnsConfig());
        return 0;
#endif
    }
}
