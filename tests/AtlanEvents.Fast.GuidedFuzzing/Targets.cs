using System.Text;
using AtlanEvents.Fast.Cli;
using AtlanEvents.Fast.Cli.Checkpoints;
using AtlanEvents.Fast.Cli.Hosting;
using AtlanEvents.Fast.Cli.Topics;
using AtlanEvents.Fast.Fuzzing.Cases;
using AtlanEvents.Fast.Fuzzing.Comparison;
using AtlanEvents.Fast.Reassembly;
using AtlanEvents.Fast.Testing.Segments;

namespace AtlanEvents.Fast.GuidedFuzzing;

/// <summary>What is fuzzed. A target throws if the code under test does what it must not do.</summary>
internal static class Targets
{
    // A comparison takes time for each line at each width.
    private const int MaxBytes = 64 * 1024;

    public static IReadOnlyDictionary<string, Func<Action<byte[]>>> All { get; } = new Dictionary<string, Func<Action<byte[]>>>
    {
        ["lines"] = () => CompareLines,
        ["streams"] = () => CompareStreams,
        ["messages"] = () => ReadMessages,
        ["addresses"] = () => ParseAddresses,
        ["files"] = () => LoadFiles,
        ["bodies"] = () => new WebhookTarget().Post,
    };

    /// <summary>The engines agree on each line, read with a new engine and with one that has learned.</summary>
    private static void CompareLines(byte[] input)
        => Compare(input, ReadPlan.Simple(FuzzPath.Enumerate) with { Paths = [FuzzPath.Enumerate, FuzzPath.Parse, FuzzPath.Oracle] });

    /// <summary>The engines agree on a stream that arrives in segments, whose lengths the first two bytes decide.</summary>
    private static void CompareStreams(byte[] input)
    {
        if (input.Length < 2)
            return;

        var cutting = new Cutting(input[0], MaxLength: 1 + input[1], PerRead: 1 + (input[0] % 5));
        byte[] stream = input[2..];
        Compare(stream, ReadPlan.Simple(FuzzPath.Pipe) with { Paths = [FuzzPath.Pipe, FuzzPath.Engine], Cutting = cutting });
    }

    private static void Compare(byte[] input, ReadPlan plan)
    {
        if (input.Length <= MaxBytes && new CaseComparer().Compare(input, plan) is Disagreement found)
            throw new FindException(found.ToString());
    }

    /// <summary>Messages and wrappers are opened without exceptions, within their limits, and each line has one outcome.</summary>
    private static void ReadMessages(byte[] input)
    {
        long rejected = 0;
        var options = new EventReaderOptions
        {
            Reassembly = new ReassemblyOptions { MaxMessageBytes = 1024 * 1024, MaxPendingBytes = 64 * 1024, MaxAgeInLines = 8 },
            Unwrap = EventWrappers.All,
            FaultHandler = (in LineFault _) => rejected++,
        };
        using var parser = new MessageParser(options);
        long number = 0;
        foreach (Range range in input.AsSpan().Split((byte)'\n'))
            parser.Parse(input.AsSpan()[range], ++number, out _);

        parser.GiveUpBefore(long.MaxValue);
        Diagnostics.ReadCounts counts = parser.Counts;
        long outcomes = counts.Events + counts.Blank + counts.NotRoutable + counts.Rejected + counts.Pending;
        if (counts.Lines != number || outcomes != number || counts.Pending != 0 || counts.Rejected != rejected)
        {
            throw new FindException(
                $"{number} lines: {counts.Events} events, {counts.Blank} blank, {counts.NotRoutable} not routable, {counts.Rejected} rejected, "
                    + $"{counts.Pending} pending; {rejected} reported");
        }
    }

    /// <summary>Addresses are parsed, or refused with a message; none that is parsed has a password in its name.</summary>
    private static void ParseAddresses(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        Refuse(() => ListenAddress.Parse("--listen", text));
        if (!TopicAddress.IsTopic(text))
            return;

        Refuse(() =>
        {
            var address = TopicAddress.Parse(text);
            if (address.Name.Contains('@', StringComparison.Ordinal) || address.Name.Contains('?', StringComparison.Ordinal))
                throw new FindException(address.Name);
        });
    }

    /// <summary>Checkpoints and settings are loaded, or refused with a message.</summary>
    private static void LoadFiles(byte[] input)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, input);
            Refuse(() => CheckpointFile.Load(path));
            Refuse(() => KafkaSettings.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Refuse(Action action)
    {
        try
        {
            action();
        }
        catch (ToolException exception) when (exception.Message.Length > 0)
        {
            // The message for the user.
        }
    }
}

/// <summary>Something that must not happen.</summary>
internal sealed class FindException(string message) : Exception(message);
