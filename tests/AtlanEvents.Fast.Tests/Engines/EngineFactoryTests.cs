using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Testing.Engines;
using Xunit;

namespace AtlanEvents.Fast.Tests.Engines;

/// <summary>Which engine runs. Alone, since the environment belongs to all tests.</summary>
[Collection(nameof(ChangesEnvironment))]
public sealed class EngineFactoryTests : IDisposable
{
    private static readonly EventEngine[] s_engines = [.. EngineChoice.All.Select(choice => choice.Kind).Distinct()];

    private readonly string? _before = Environment.GetEnvironmentVariable(EngineFactory.EnvironmentVariable);

    public void Dispose() => Environment.SetEnvironmentVariable(EngineFactory.EnvironmentVariable, _before);

    [Fact]
    public void Create_Option_IsTheEngineThatRuns()
    {
        Environment.SetEnvironmentVariable(EngineFactory.EnvironmentVariable, "no such engine");
        foreach (EventEngine engine in s_engines)
            Assert.Equal(engine, Create(engine));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("AUTO")]
    public async Task Create_Auto_IsSomeEngine(string? name)
    {
        Environment.SetEnvironmentVariable(EngineFactory.EnvironmentVariable, name);
        Assert.Contains(Create(EventEngine.Auto), s_engines);

        await using EventReader reader = EventReader.Create(Stream.Null);
        Assert.Contains(reader.Engine, s_engines);
    }

    [Fact]
    public async Task Create_EnvironmentVariable_IsTheEngineThatRuns()
    {
        foreach (EventEngine engine in s_engines)
        {
            Environment.SetEnvironmentVariable(EngineFactory.EnvironmentVariable, engine.ToString().ToLowerInvariant());
            Assert.Equal(engine, Create(EventEngine.Auto));
            await using EventReader reader = EventReader.Create(Stream.Null);
            Assert.Equal(engine, reader.Engine);
        }
    }

    [Theory]
    [InlineData("simdjson")]
    [InlineData("1")]
    [InlineData("utf8 json")]
    public void Create_UnknownEnvironmentVariable_Throws(string name)
    {
        Environment.SetEnvironmentVariable(EngineFactory.EnvironmentVariable, name);
        var e = Assert.Throws<ArgumentException>(() => Create(EventEngine.Auto));
        Assert.Contains(EngineFactory.EnvironmentVariable, e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EventReader.Create(Stream.Null));
        Assert.Throws<ArgumentException>(() => EventParser.Enumerate("{}"u8));
        Assert.Throws<ArgumentException>(() => EventParser.Parse("{}"u8, out _, new EventReaderOptions()));
    }

    [Fact]
    public void Create_UnknownOption_Throws()
        => Assert.Throws<ArgumentException>(() => Create((EventEngine)99));

    private static EventEngine Create(EventEngine engine) => EngineFactory.Create(EngineFactory.Resolve(engine), EngineFactory.ResolveVectorBits(0), DuplicateFieldPolicy.Reject).Kind;
}
