namespace AtlanEvents.Fast.Tests.Engines;

/// <summary>The selection of engines by options and environment variables.</summary>
[Collection(nameof(ChangesEnvironment))]
public sealed class EngineFactoryTests : IDisposable
{
    private static readonly EventEngine[] s_engines = [.. EngineChoice.All.Select(choice => choice.Kind).Distinct()];

    private readonly string? _before = Environment.GetEnvironmentVariable(EngineFactory.EngineVariable);
    private readonly string? _bitsBefore = Environment.GetEnvironmentVariable(EngineFactory.VectorBitsVariable);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(EngineFactory.EngineVariable, _before);
        Environment.SetEnvironmentVariable(EngineFactory.VectorBitsVariable, _bitsBefore);
    }

    [Fact]
    public void Create_Option_IsTheEngineThatRuns()
    {
        Environment.SetEnvironmentVariable(EngineFactory.EngineVariable, "no such engine");
        foreach (EventEngine engine in s_engines)
            Assert.Equal(engine, Create(engine));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("AUTO")]
    public async Task Create_Auto_IsAnEngine(string? name)
    {
        Environment.SetEnvironmentVariable(EngineFactory.EngineVariable, name);
        Assert.Contains(Create(EventEngine.Auto), s_engines);

        await using EventReader reader = EventReader.Create(Stream.Null);
        Assert.Contains(reader.Engine, s_engines);
    }

    [Fact]
    public async Task Create_EnvironmentVariable_IsTheEngineThatRuns()
    {
        foreach (EventEngine engine in s_engines)
        {
            Environment.SetEnvironmentVariable(EngineFactory.EngineVariable, engine.ToString().ToLowerInvariant());
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
        Environment.SetEnvironmentVariable(EngineFactory.EngineVariable, name);
        var e = Assert.Throws<ArgumentException>(() => Create(EventEngine.Auto));
        Assert.Contains(EngineFactory.EngineVariable, e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EventReader.Create(Stream.Null));
        Assert.Throws<ArgumentException>(() => EventParser.Enumerate("{}"u8));
        Assert.Throws<ArgumentException>(() => new EventParser());
    }

    [Theory]
    [InlineData("128")]
    [InlineData("256")]
    [InlineData("512")]
    public async Task ResolveVectorBits_EnvironmentVariable_IsTheWidthThatRuns(string bits)
    {
        Environment.SetEnvironmentVariable(EngineFactory.VectorBitsVariable, bits);
        await using EventReader reader = EventReader.Create(Stream.Null, new EventReaderOptions { Engine = EventEngine.Fast });
        Assert.Equal(bits, reader.VectorBits.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("64")]
    [InlineData("1024")]
    [InlineData("wide")]
    public void ResolveVectorBits_UnknownEnvironmentVariable_Throws(string bits)
    {
        Environment.SetEnvironmentVariable(EngineFactory.VectorBitsVariable, bits);
        var e = Assert.Throws<ArgumentException>(() => EventReader.Create(Stream.Null));
        Assert.Contains(EngineFactory.VectorBitsVariable, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Reference_CountsEachLineAsItsOwn()
    {
        LineEngine engine = EngineFactory.Create(new EngineSettings(EventEngine.Utf8Json, VectorBits: 0, AllowDuplicateFields: false));
        Assert.False(engine.TryReadLine("{}\n"u8, out _, out _), "The reference does not frame.");
        foreach (string line in new[] { "{}", "{", "{\"message\":1,\"message\":1}" })
        {
            engine.Locate(System.Text.Encoding.UTF8.GetBytes(line), out LocatedLine located);
            Assert.Equal(LinePath.Reference, located.Path);
        }
    }

    [Fact]
    public void Create_Settings_AreThoseOfTheEngine()
    {
        foreach (EngineChoice choice in EngineChoice.All)
        {
            foreach (bool allowDuplicateFields in new[] { false, true })
            {
                var options = new EventReaderOptions
                {
                    Engine = choice.Kind,
                    VectorBits = choice.VectorBits,
                    AllowDuplicateFields = allowDuplicateFields,
                };
                foreach (bool learns in new[] { false, true })
                {
                    EngineSettings settings = EngineFactory.Resolve(options, learns);
                    Assert.Equal(settings, EngineFactory.Create(settings).Settings);
                }
            }
        }
    }

    [Fact]
    public void Create_UnknownOption_Throws()
        => Assert.Throws<ArgumentException>(() => Create((EventEngine)99));

    private static EventEngine Create(EventEngine engine)
        => EngineFactory.Create(EngineFactory.Resolve(new EventReaderOptions { Engine = engine })).Settings.Kind;
}

/// <summary>Tests that change environment variables; they run without other tests.</summary>
[CollectionDefinition(nameof(ChangesEnvironment), DisableParallelization = true)]
public sealed class ChangesEnvironment;
