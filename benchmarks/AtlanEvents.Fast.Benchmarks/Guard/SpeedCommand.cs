using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Measuring;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>
/// The verb <c>speed [--after-all-engines | --after-other-streams | --with-listener] WORKLOAD</c>: warms up the fast engine, then
/// measures one run for each line of input and prints its time in seconds. <see cref="ProcessChecks"/> alternates between processes under different
/// conditions.
/// </summary>
internal sealed class SpeedCommand(TextReader input, TextWriter output)
{
    /// <summary>Reads the workload with every engine and vector width first, so that shared call sites have seen all of them.</summary>
    public const string AfterAllEngines = "--after-all-engines";

    /// <summary>Reads the other main workloads with the same engine first, which then knows their shapes.</summary>
    public const string AfterOtherStreams = "--after-other-streams";

    /// <summary>Listens to the metrics of the library.</summary>
    public const string WithListener = "--with-listener";

    // Tiered compilation works in the background, and later than usual after other engines.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);
    private static readonly int[] s_vectorBits = [128, 256, 512];

    /// <returns>The exit code.</returns>
    public int Run(string[] args)
    {
        Workload workload = WorkloadCatalog.Get(args[^1]);
        if (args[0] == AfterAllEngines)
            UseAllEngines(workload);

        using MeterListener? listener = args[0] == WithListener ? Listen() : null;

        var subject = new Subject(ContenderCatalog.Get(InMemory.NameOf(EventEngine.Fast)), workload, Scope.Locate);
        InterleavedMeasuring.Measure([subject], rounds: 1);
        if (args[0] == AfterOtherStreams)
            ReadOthers(subject);

        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
            subject.Run();

        while (input.ReadLine() is not null)
        {
            double seconds = InterleavedMeasuring.MeasureAgain([subject], rounds: 1)[0].Seconds[0];
            output.WriteLine(seconds.ToString("R", CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "AtlanEvents.Fast")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private static void ReadOthers(Subject subject)
    {
        foreach (string name in WorkloadCatalog.Main.Where(name => name != subject.Workload.Name))
        {
            var other = new Subject(subject.Contender, WorkloadCatalog.Get(name), Scope.Locate);
            for (int run = 0; run < 10; run++)
                other.Run();
        }
    }

    private static void UseAllEngines(Workload workload)
    {
        EventReaderOptions options = new() { FaultHandler = static (in _) => { }, EnginePool = new EventEnginePool() };
        EventReaderOptions[] all =
        [
            options with { Engine = EventEngine.Utf8Json },
            .. s_vectorBits.Select(bits => options with { Engine = EventEngine.Fast, VectorBits = bits }),
        ];

        // Often enough for tiered compilation to profile and optimise the loop with all of them.
        for (int run = 0; run < 10; run++)
        {
            foreach (EventReaderOptions each in all)
            {
                foreach (EventView _ in EventParser.Enumerate(workload.Bytes, each))
                {
                }
            }
        }
    }
}
