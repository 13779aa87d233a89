using AtlanEvents.Fast.Kafka;
using Confluent.Kafka;

namespace AtlanEvents.Fast.Cli.Topics;

/// <summary>Turns failures of Kafka into exit codes and messages.</summary>
internal static class KafkaErrors
{
    /// <summary>Runs something that uses Kafka.</summary>
    /// <param name="action">What cannot be done if it fails, such as <c>cannot read kafka://...</c>.</param>
    /// <param name="run">Runs it.</param>
    /// <exception cref="ToolException">It fails.</exception>
    public static async Task TranslateAsync(string action, Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception exception) when (Explain(action, exception) is ToolException explained)
        {
            throw explained;
        }
    }

    /// <summary>Explains a failure of Kafka.</summary>
    public static ToolException ToToolException(string action, EventKafkaException failure)
        => new(ExitCodeOf(failure.Code), $"{action}: {failure.Message}", failure);

    private static ToolException? Explain(string action, Exception exception) => exception switch
    {
        EventKafkaException failure => ToToolException(action, failure),
        DllNotFoundException or TypeInitializationException => new ToolException(
            ExitCode.Unavailable,
            $"{action}: librdkafka could not be loaded; keep the files librdkafka.so and centos8-librdkafka.so beside atlan-events",
            exception),
        _ => null,
    };

    private static int ExitCodeOf(ErrorCode code) => code switch
    {
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic => ExitCode.NoInput,
        ErrorCode.Local_InvalidArg => ExitCode.Usage,
        ErrorCode.Local_AutoOffsetReset or ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsgSize
            => ExitCode.InputOutput,
        _ => ExitCode.Unavailable,
    };
}
