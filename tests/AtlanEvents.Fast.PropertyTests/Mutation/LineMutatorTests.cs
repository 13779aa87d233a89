using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Mutation.Trees;

namespace AtlanEvents.Fast.PropertyTests.Mutation;

/// <summary>The mutator is deterministic and uses its whole vocabulary.</summary>
public sealed class LineMutatorTests
{
    private const int Mutations = 40_000;

    private static readonly byte[][] s_lines = [.. TestLines.Mixed(12), .. TestLines.BulkDelete(12)];
    private static readonly byte[][] s_mutated = Mutate(seed: 1, Mutations);

    [Fact]
    public void Mutate_SameSeed_GivesTheSameBytes()
    {
        byte[][] again = Mutate(seed: 1, 2_000);
        byte[][] other = Mutate(seed: 2, 2_000);
        Assert.All(again.Zip(s_mutated), pair => Assert.Equal(pair.Second, pair.First));
        Assert.Contains(other.Zip(again), pair => !pair.First.AsSpan().SequenceEqual(pair.Second));
    }

    [Fact]
    public void Mutate_ManyLines_YieldsManyValidAndManyInvalidLines()
    {
        int wellFormed = s_mutated.Take(2_000).Count(line => LineOracle.IsWellFormed(line));
        Assert.InRange(wellFormed, 500, 1_500);
        Assert.All(s_mutated, line => Assert.DoesNotContain("\n", Encoding.Latin1.GetString(line), StringComparison.Ordinal));
    }

    [Fact]
    public void Mutate_ManyLines_UsesTheWholeVocabulary()
    {
        string all = string.Join('\n', s_mutated.Select(Encoding.Latin1.GetString));
        string[] words =
        [
            .. MutationVocabulary.Keys.Select(key => Bytes($"\"{key}\"")),
            .. MutationVocabulary.Values.Select(Bytes),
            .. MutationVocabulary.Members.Select(Bytes),
            .. MutationVocabulary.Texts.Concat(MutationVocabulary.Snippets).Select(Encoding.Latin1.GetString),
        ];
        Assert.All(words.Where(word => !word.Contains('\n', StringComparison.Ordinal)),
            word => Assert.Contains(word, all, StringComparison.Ordinal));
    }

    [Fact]
    public void Mutate_ManyLines_CoversEverySizeOfEveryPart()
    {
        var strings = new HashSet<int>();
        var numbers = new HashSet<int>();
        var spaces = new HashSet<int>();
        foreach (byte[] line in s_mutated)
        {
            List<int> starts = LineTokens.Split(line);
            for (int i = 0; i < starts.Count - 1; i++)
            {
                int length = starts[i + 1] - starts[i];
                switch ((char)line[starts[i]])
                {
                    case '"':
                        strings.Add(length - 2);
                        break;

                    case ' ' or '\t' or '\r':
                        spaces.Add(length);
                        break;

                    case >= '0' and <= '9':
                        numbers.Add(length);
                        break;
                }
            }
        }

        IEnumerable<int> sizes = MutationVocabulary.Sizes.Where(size => size > 0);
        Assert.Empty(sizes.Except(strings));
        Assert.Empty(sizes.Except(numbers));
        Assert.Empty(sizes.Except(spaces));
        Assert.Empty(MutationVocabulary.LargeSizes.Except(strings));
        Assert.Empty(MutationVocabulary.LargeSizes.Except(s_mutated.Select(line => line.Length)));
    }

    [Fact]
    public void Mutate_ManyLines_CoversDepthsAroundTheLimit()
    {
        IEnumerable<int> depths = s_mutated.Select(line => TreeReader.TryRead(line)?.Depth ?? 0).Distinct();
        Assert.Empty(MutationVocabulary.Depths.Except(depths));
    }

    [Fact]
    public void Mutate_ManyLines_CoversMemberCountsAroundTheLimit()
    {
        IEnumerable<int> counts = s_mutated.Select(line => TreeReader.TryRead(line)).SelectMany(CountsOf).Distinct();
        Assert.Empty(MutationVocabulary.MemberCounts.Except(counts));
    }

    [Fact]
    public void ToBytes_OfEveryTree_ReturnsTheLine()
    {
        int read = 0;
        foreach (byte[] line in TestLines.Cases().Concat(s_mutated.Take(4_000)))
        {
            if (TreeReader.TryRead(line) is not TreeValue root)
                continue;

            read++;
            Assert.Equal(line, root.ToBytes());
        }

        Assert.InRange(read, 2_000, 5_000);
    }

    private static byte[][] Mutate(int seed, int count)
    {
        var random = new Random(seed);
        var mutator = new LineMutator(random);
        return [.. Enumerable.Range(0, count).Select(_ => mutator.MutateLine(random.Pick(s_lines), random.Pick(s_lines)))];
    }

    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<int> CountsOf(TreeValue? value)
        => value is null ? [] : value.Members.SelectMany(member => CountsOf(member.Value)).Append(value.Members.Count);
}
