using AtlanEvents.Fast.Cli.Generation;
using AtlanEvents.Fast.Cli.Generation.Forms;
using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Tests.Auditing;

/// <summary>Converts events as <c>generate --every-form</c> does.</summary>
internal static class EveryForm
{
    public static string[] Of(IEnumerable<string> lines, int seed)
    {
        using var output = new MemoryStream();
        using (var writer = new LineWriter(output))
        {
            var random = new SplitMix64((ulong)seed);
            var sink = new EveryFormSink(writer, random, new Noise(random, hasUnknownMessages: false));
            foreach (string line in lines)
                sink.Write(new StreamLine(line, "key"));

            sink.Complete();
        }

        return Encoding.UTF8.GetString(output.ToArray()).Split('\n');
    }
}
