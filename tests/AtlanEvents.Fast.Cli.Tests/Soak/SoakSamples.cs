using System.Globalization;

namespace AtlanEvents.Fast.Cli.Tests.Soak;

/// <summary>Memory and handles of a process.</summary>
/// <param name="Memory">The resident set, in bytes.</param>
/// <param name="Handles">Open files, sockets and so on.</param>
internal sealed record ProcessUse(long Memory, int Handles)
{
    public static ProcessUse Of(int id)
    {
        using Process process = Process.GetProcessById(id);
        return new ProcessUse(process.WorkingSet64, Directory.GetFileSystemEntries($"/proc/{id}/fd").Length);
    }

    public override string ToString() => $"{Memory / 1e6,6:F0} MB {Handles,5}";
}

/// <summary>The state of a chain at a time.</summary>
internal sealed record SoakSample(
    TimeSpan Time,
    double RequestsPerSecond,
    long Acknowledged,
    long Handled,
    long Lag,
    ProcessUse Receiver,
    ProcessUse Consumer,
    int Faults)
{
    public const string Header = "    time  requests/s  acknowledged     in file      lag     receiver, fds     consumer, fds  faults";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $@"{Time:hh\:mm\:ss} {RequestsPerSecond,11:N0} {Acknowledged,13:N0} {Handled,11:N0} {Lag,8:N0}   {Receiver}   {Consumer} {Faults,7}");
}

/// <summary>Whether memory and handles stay the same.</summary>
/// <remarks>
/// <code>
/// samples   warm-up | early | ............ | end |
///           0      20 %    40 %           80 %  100 %
/// </code>
/// The median of the end may be a quarter and 32 MB above the early one, since the heap of .NET keeps some room, and its handles may be 16
/// more, since connections come and go. At a million requests, 32 MB are a leak of 32 bytes a request.
/// </remarks>
internal static class Flatness
{
    private const double MaxGrowth = 1.25;
    private const long MaxMoreBytes = 32_000_000;
    private const int MaxMoreHandles = 16;

    public static void AssertFlat(string process, IReadOnlyList<ProcessUse> samples)
    {
        ProcessUse early = Median(samples, 0.2, 0.4);
        ProcessUse end = Median(samples, 0.8, 1);
        string change = $"{process}: {early} early, {end} at the end";
        Assert.True(end.Memory <= (MaxGrowth * early.Memory) + MaxMoreBytes, $"Memory grows. {change}");
        Assert.True(end.Handles <= early.Handles + MaxMoreHandles, $"Handles grow. {change}");
    }

    private static ProcessUse Median(IReadOnlyList<ProcessUse> samples, double from, double to)
    {
        ProcessUse[] window = [.. samples.Take((int)(to * samples.Count)).Skip((int)(from * samples.Count))];
        return new ProcessUse(
            window.Select(sample => sample.Memory).Order().ElementAt(window.Length / 2),
            window.Select(sample => sample.Handles).Order().ElementAt(window.Length / 2));
    }
}
