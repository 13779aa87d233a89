namespace AtlanEvents.Fast.Testing.Reading;

/// <summary>Parses single lines with a parser that the thread keeps for as long as the options stay equal.</summary>
public static class Parsing
{
#pragma warning disable IDE1006 // t_ marks a field of the thread
    [ThreadStatic]
    private static (EventReaderOptions Options, EventParser Parser) t_parser;
#pragma warning restore IDE1006

    /// <inheritdoc cref="EventParser.Parse(ReadOnlySpan{byte}, out EventView)"/>
    public static LineVerdict Parse(ReadOnlySpan<byte> utf8Line, out EventView view, EventReaderOptions? options = null)
    {
        options ??= new EventReaderOptions();
        if (t_parser.Options != options)
        {
            var parser = new EventParser(options);
            t_parser.Parser?.Dispose();
            t_parser = (options, parser);
        }

        return t_parser.Parser.Parse(utf8Line, out view);
    }

    /// <summary>Disposes of the thread's parser, which returns its engine to the pool of its options.</summary>
    public static void Release()
    {
        t_parser.Parser?.Dispose();
        t_parser = default;
    }
}
