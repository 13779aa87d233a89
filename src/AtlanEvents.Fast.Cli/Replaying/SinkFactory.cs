using AtlanEvents.Fast.Cli.DeadLetters;
using AtlanEvents.Fast.Cli.Formats;
using AtlanEvents.Fast.Cli.Outputs;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Sinks.Http;
using AtlanEvents.Fast.Cli.Sinks.Parquet;
using AtlanEvents.Fast.Cli.Topics;

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

        if (TopicAddress.IsTopic(to))
            return SinkKind.Topic;

        int mark = to.IndexOf("://", StringComparison.Ordinal);
        if (mark <= 0 || !to[..mark].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
            return SinkKind.File;

        throw new ToolException(
            ExitCode.Usage,
            $"--to does not support {to[..mark]}://; use a FILE, - for standard output, or an http://, https:// or kafka:// address");
    }

    /// <exception cref="ToolException">The file cannot be written, or the topic cannot be reached.</exception>
    public static async Task<IEventSink> CreateAsync(SinkSettings settings, RejectedLines rejected, CancellationToken stop)
        => settings.Kind == SinkKind.Topic
            ? await TopicSink.ConnectAsync(settings.Topic!, stop).ConfigureAwait(false)
            : Create(settings, rejected);

    private static IEventSink Create(SinkSettings settings, RejectedLines rejected) => settings.Kind switch
    {
        SinkKind.Http => new HttpSink(settings.Http!, rejected),
        SinkKind.StandardOutput => new StreamSink(
            OutputWriter.ToStandardOutput(), EventFormats.Create(settings.Format), isContinued: settings.IsContinued),
        _ when settings.Format == EventFormats.Parquet => new ParquetSink(settings.To),
        _ => CreateFile(settings),
    };

    private static StreamSink CreateFile(SinkSettings settings)
    {
        long? length = settings.IsAppended ? OutputWriter.FindAppendLength(settings.To) : settings.ContinuedLength;
        return new StreamSink(
            length is long known ? OutputWriter.ContinueFile(settings.To, known) : OutputWriter.CreateFile(settings.To),
            EventFormats.Create(settings.Format),
            settings.To,
            settings.IsContinued || (settings.IsAppended && length > 0));
    }

    private static bool IsScheme(string to, string scheme) => to.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
