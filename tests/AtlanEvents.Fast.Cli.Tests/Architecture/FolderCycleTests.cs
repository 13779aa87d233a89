using System.Reflection;
using NetArchTest.Rules;

namespace AtlanEvents.Fast.Cli.Tests.Architecture;

/// <summary>The folders of src, which are namespaces, refer to each other without circles.</summary>
public sealed class FolderCycleTests
{
    [Theory]
    [InlineData(typeof(ToolException), "AtlanEvents.Fast.Cli")]

    // Every folder of a library uses the public types in its root, so the root is left out.
    [InlineData(typeof(EventReader), "AtlanEvents.Fast.")]
    [InlineData(typeof(Kafka.EventConsumer), "AtlanEvents.Fast.Kafka.")]
    [InlineData(typeof(AspNetCore.AtlanWebhookOptions), "AtlanEvents.Fast.AspNetCore.")]
    public void Folders_of_an_assembly_refer_to_each_other_without_circles(Type type, string root)
    {
        var folders = new Folders(type.Assembly, root);

        Assert.True(folders.Count > 3, $"{folders.Count} folders");
        string? cycle = folders.DescribeCycle();
        Assert.True(cycle is null, cycle);
    }

    [Fact]
    public void DescribeCycle_Circle_NamesTheFoldersAndTypes()
    {
        const string Root = "AtlanEvents.Fast.Cli.Tests.Architecture.Circle";
        var folders = new Folders(typeof(Circle.One.First).Assembly, Root);

        Assert.Equal(
            $"{Root}.One -> {Root}.Two: First -> Second\n{Root}.Two -> {Root}.One: Second -> First\n",
            folders.DescribeCycle());
    }

    private sealed class Folders
    {
        private readonly Assembly _assembly;
        private readonly ILookup<string, Type> _types;
        private readonly Dictionary<string, SortedSet<string>> _references;

        public Folders(Assembly assembly, string root)
        {
            _assembly = assembly;
            _types = assembly.GetTypes()
                .Where(type => type.Namespace?.StartsWith(root, StringComparison.Ordinal) == true && !type.IsNested)
                .ToLookup(type => type.Namespace!);
            _references = _types.ToDictionary(folder => folder.Key, _ => new SortedSet<string>(StringComparer.Ordinal));
            foreach (IGrouping<string, Type> target in _types)
            {
                foreach (string source in ReferrersTo([.. target]).Select(type => type.Namespace!).Where(source => source != target.Key))
                    _references[source].Add(target.Key);
            }
        }

        public int Count => _types.Count;

        /// <summary>Describes a circle, one reference per line; <see langword="null"/> if there is none.</summary>
        public string? DescribeCycle()
        {
            var path = new List<string>();
            var visited = new HashSet<string>();
            return _references.Keys.Order(StringComparer.Ordinal).Select(Visit).FirstOrDefault(cycle => cycle is not null);

            // Depth-first search: a reference to a folder on the current path closes a circle.
            string? Visit(string folder)
            {
                int start = path.IndexOf(folder);
                if (start >= 0)
                    return Describe([.. path[start..], folder]);

                if (!visited.Add(folder))
                    return null;

                path.Add(folder);
                string? cycle = _references[folder].Select(Visit).FirstOrDefault(found => found is not null);
                path.RemoveAt(path.Count - 1);
                return cycle;
            }
        }

        private string Describe(string[] cycle)
        {
            var text = new StringBuilder();
            foreach ((string referrer, string referred) in cycle.Zip(cycle.Skip(1)))
            {
                IEnumerable<string> references =
                    from target in _types[referred]
                    from source in ReferrersTo([target])
                    where source.Namespace == referrer
                    select $"{source.Name} -> {target.Name}";
                text.Append(referrer).Append(" -> ").Append(referred).Append(": ").AppendJoin(", ", references).Append('\n');
            }

            return text.ToString();
        }

        private IEnumerable<Type> ReferrersTo(Type[] targets)
        {
            string[] names = [.. targets.Select(type => type.FullName!)];
            IEnumerable<Type> referrers = Types.InAssembly(_assembly).That().HaveDependencyOnAny(names).GetTypes();
            return referrers.Where(type => type.Namespace is not null && _types.Contains(type.Namespace));
        }
    }
}
