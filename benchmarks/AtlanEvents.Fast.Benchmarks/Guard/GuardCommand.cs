using System.Globalization;
using AtlanEvents.Fast.Benchmarks.Contenders;
using AtlanEvents.Fast.Benchmarks.Contenders.AtlanEvents;
using AtlanEvents.Fast.Benchmarks.Measuring;
using AtlanEvents.Fast.Benchmarks.Workloads;

namespace AtlanEvents.Fast.Benchmarks.Guard;

/// <summary>
/// The verb <c>guard</c>: checks that the library is not slower than its <see cref="Floors"/> and allocates 0 bytes per event.
/// </summary>
internal sealed class GuardCommand(TextWriter output)
{
    private const string NativeOption = "--native";
    private const int Rounds = 15;

    // Noise may spoil one measurement, but hardly three.
    private const int Attempts = 3;

    private int _passed;
    private int _failed;

    /// <param name="args">
    /// <c>--native EXECUTABLE</c>, this program compiled by NativeAOT, to check it, too; and the workloads to check, all if there are none.
    /// </param>
    /// <returns>The exit code: 1 if a check failed, otherwise 0.</returns>
    public int Run(string[] args)
    {
        string native = args is [NativeOption, string executable, ..] ? executable : "";
        string[] workloads = native.Length > 0 ? args[2..] : args;
        bool IsChosen(string workload) => workloads.Length == 0 || workloads.Contains(workload);
        foreach (Floor floor in Floors.All.Where(floor => IsChosen(floor.Workload)))
            CheckRatio(floor);

        foreach (string workload in WorkloadCatalog.Main.Where(IsChosen))
        {
            foreach (Contender contender in ContenderCatalog.For(Scope.Locate, workload)
                .Where(contender => contender is InMemory or OverPipe))
                CheckAllocation(new Subject(contender, WorkloadCatalog.Get(workload), Scope.Locate));
        }

        foreach (ProcessFloor floor in ProcessChecks.Floors
            .Where(floor => IsChosen(floor.Workload) && (!floor.IsNative || native.Length > 0)))
            CheckProcess(floor, native);

        output.WriteLine($"{_passed} passed, {_failed} failed");
        return _failed == 0 ? 0 : 1;
    }

    private void CheckRatio(Floor floor)
    {
        Workload workload = WorkloadCatalog.Get(floor.Workload);
        Subject[] pair =
        [
            new(ContenderCatalog.Get(floor.Contender), workload, Scope.Locate),
            new(ContenderCatalog.Get(floor.Peer), workload, Scope.Locate),
        ];

        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<Measurement> measured = attempt == 1
                ? InterleavedMeasuring.Measure(pair, Rounds)
                : InterleavedMeasuring.MeasureAgain(pair, Rounds);
            double ratio = measured[0].RatioTo(measured[1]);
            if (ratio < floor.Ratio && attempt < Attempts)
                continue;

            Report(
                ratio >= floor.Ratio,
                floor.Workload,
                $"{floor.Contender} / {floor.Peer}",
                string.Create(CultureInfo.InvariantCulture,
                    $"{ratio:0.00}x  (floor {floor.Ratio:0.00}x)  {measured[0].GigabytesPerSecond:0.00} GB/s"));
            return;
        }
    }

    private void CheckProcess(ProcessFloor floor, string native)
    {
        double ratio = 0;
        for (int attempt = 0; attempt < Attempts && ratio < ProcessFloor.Ratio; attempt++)
            ratio = ProcessChecks.Measure(floor, native);

        Report(
            ratio >= ProcessFloor.Ratio,
            floor.Workload,
            $"{InMemory.NameOf(EventEngine.Fast)}, {floor.Conditions} / a process of its own",
            string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}x  (floor {ProcessFloor.Ratio:0.00}x)"));
    }

    private void CheckAllocation(Subject subject)
    {
        InterleavedMeasuring.Measure([subject], rounds: 1);
        double bytes = Allocation.PerEvent(subject);
        Report(
            bytes == 0,
            subject.Workload.Name,
            subject.Contender.Name,
            string.Create(CultureInfo.InvariantCulture, $"{bytes:0.##} B/event  (allowed 0)"));
    }

    private void Report(bool isPassed, string workload, string what, string figures)
    {
        _ = isPassed ? _passed++ : _failed++;
        output.WriteLine($"{(isPassed ? "ok" : "FAIL"),-4} {workload,-20} {what,-70} {figures}");
    }
}
