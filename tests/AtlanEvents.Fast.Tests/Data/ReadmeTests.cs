using AtlanEvents.Fast.Testing;
using Xunit;

namespace AtlanEvents.Fast.Tests.Data;

public sealed class ReadmeTests
{
    [Fact]
    public void Example_IsTheCodeThatIsCompiled()
    {
        string[] source = File.ReadAllLines(Repository.PathOf("tests", "AtlanEvents.Fast.Tests", "Data", "ReadmeExample.cs"));
        string[] compiled =
        [
            .. source
                .SkipWhile(line => line.Trim() != "// <README>").Skip(1)
                .TakeWhile(line => line.Trim() != "// </README>")
                .Select(line => line.Length > 8 ? line[8..] : ""),
        ];
        string[] readme =
        [
            .. File.ReadAllLines(Repository.PathOf("README.md"))
                .SkipWhile(line => line != "```csharp").Skip(1)
                .TakeWhile(line => line != "```"),
        ];

        Assert.NotEmpty(compiled);
        Assert.Equal(compiled, readme);
    }

    [Fact]
    public async Task Example_OnTheEventsOfTestdata_PurgesWhatWasPurged()
    {
        using FileStream stream = File.OpenRead(Repository.PathOf("testdata", "events", "entity-delete.ndjson"));

        await ReadmeExample.RunAsync(stream, CancellationToken.None);

        const string Name = "default/snowflake/1650291234/DB/SCHEMA/ORDERS";
        Assert.Equal(
            [
                $"0000000c-5bd8-4149-81d3-447ba654dbaa {Name}",
                $"0000000d-5bd8-4149-81d3-447ba654dbaa {Name}",
                $"00000014-5bd8-4149-81d3-447ba654dbaa {Name}",
                $"00000015-5bd8-4149-81d3-447ba654dbaa {Name}",
            ],
            ReadmeExample.Purged);
    }
}
