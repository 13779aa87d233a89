using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary>The fast engine with lines that try to confuse it.</summary>
public sealed class AttackTests(ITestOutputHelper output)
{
    private const int Streams = 72;
    private const int LinesOfStream = 1_500;

    public static TheoryData<int, int> Cases => new() { { 128, 1 }, { 128, 2 }, { 256, 1 }, { 256, 2 }, { 512, 1 }, { 512, 2 } };

    [Theory, MemberData(nameof(Cases))]
    public void Read_HostileLines_EqualsTheReference(int width, int seed)
    {
        int lines = 0;
        int accepted = 0;
        int direct = 0;
        int fast = 0;
        for (int stream = 0; stream < Streams; stream++)
        {
            // Each width reads different lines.
            var attack = new AttackLines((1000 * (width + seed)) + stream);
            var random = new Random(stream);
            var check = new EngineCheck(width, seed % 2 == 0 ? true : false);
            for (int i = 0; i < LinesOfStream; i++)
            {
                byte[] line = attack.Next();
                string what = $"line {i} of stream {stream} of seed {seed}";
                if (random.Next(4) == 0)
                    check.CheckFramed(line, what);
                else
                    check.Check(line, what);
            }

            lines += check.Lines;
            accepted += check.Accepted;
            direct += check.Direct;
            fast += check.Fast;
        }

        // Otherwise the test could pass without taking the fast path, without rejecting, or by rejecting nearly all lines.
        output.WriteLine($"{lines} lines, {accepted} accepted, {fast} fast, {direct} framed and located in one step");
        Assert.InRange(direct, lines / 10, lines);
        Assert.InRange(fast, lines / 8, accepted);
        Assert.InRange(accepted, lines / 2, lines - (lines / 50));
    }
}
