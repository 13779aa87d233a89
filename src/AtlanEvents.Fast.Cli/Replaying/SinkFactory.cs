using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Creates the sink for <c>--to</c>. A new kind of sink is added here and to <see cref="SinkKind"/>.</summary>
internal static class SinkFactory
{
    public const string StandardOutput = "-";

    /// <exception cref="ToolException">There is no sink for the scheme of the address.</exception>
    public static SinkKind KindOf(string to)
    {
        if (to == StandardOutput)
            return SinkKind.StandardOutput;

        // http:host without slashes is a typo rather than the name of a file.
        if (IsScheme(to, "http:") || IsScheme(to, "https:"))
            return SinkKind.Http;

        int mark = to.IndexOf("://", StringComparison.Ordinal);
        if (mark <= 0 || !to[..mark].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
            return SinkKind.File;

        throw new ToolException(
            ExitCode.Usage,
            $"--to does not support {to[..mark]}://; use a FILE, - for standard output, or an http:// or https:// address");
    }

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static IEventSink Create(SinkSettings settings, RejectedLines rejected) => settings.Kind switch
    {
        SinkKind.Http => new HttpSink(settings.Http!, rejected),
        SinkKind.StandardOutput => new StreamSink(
            OutputWriter.ToStandardOutput(), EventFormats.Create(settings.Format), isContinued: settings.IsContinued),
        _ => new StreamSink(
            settings.ContinuedLength is long length ? OutputWriter.ContinueFile(settings.To, length) : OutputWriter.CreateFile(settings.To),
            EventFormats.Create(settings.Format),
            settings.To,
            settings.IsContinued),
    };

    private static bool IsScheme(string to, string scheme) => to.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
