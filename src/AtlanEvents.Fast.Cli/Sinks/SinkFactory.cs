using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>Makes the sink that <c>--to</c> asks for. A new kind of sink is added here, and to <see cref="SinkKind"/>.</summary>
internal static class SinkFactory
{
    public const string StandardOutput = "-";

    /// <exception cref="ToolException">There is no sink for this scheme.</exception>
    public static SinkKind KindOf(string to)
    {
        if (to == StandardOutput)
            return SinkKind.StandardOutput;

        // http:host without the slashes is a slip, and not the name of a file.
        if (IsScheme(to, "http:") || IsScheme(to, "https:"))
            return SinkKind.Http;

        int mark = to.IndexOf("://", StringComparison.Ordinal);
        if (mark <= 0 || !to[..mark].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
            return SinkKind.File;

        throw new ToolException(
            ExitCode.Usage,
            $"--to cannot send to {to[..mark]}://; it takes a FILE, - for standard output, and http:// or https://.");
    }

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static IEventSink Create(SinkSettings settings, RejectedLines rejected) => KindOf(settings.To) switch
    {
        SinkKind.Http => new HttpSink(settings.Http!, rejected),
        SinkKind.StandardOutput => new StreamSink(
            OutputWriter.ToStandardOutput(), EventFormats.Create(settings.Format), isContinued: settings.IsContinued),
        _ => new StreamSink(
            settings.ContinuedLength is long length ? OutputWriter.ToFile(settings.To, length) : OutputWriter.ToFile(settings.To),
            EventFormats.Create(settings.Format),
            settings.To,
            settings.IsContinued),
    };

    private static bool IsScheme(string to, string scheme) => to.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
