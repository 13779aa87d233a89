using System.CommandLine;
using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options for a receiver of webhooks.</summary>
internal sealed class HttpArguments
{
    private const int MaxSeconds = 7 * 24 * 3600;

    private readonly Option<string?> _secretEnv = OptionFactory.Text(
        "--secret-env", "NAME", "For a receiver: the environment variable whose value is sent as x-atlan-signing-secret.");

    private readonly Option<string?> _secretFile = OptionFactory.Text(
        "--secret-file", "FILE", "For a receiver: the file whose first line is sent as x-atlan-signing-secret.");

    private readonly Option<int> _concurrency = OptionFactory.Number(
        "--concurrency",
        "For a receiver: the number of concurrent requests. Events with the same guid are sent one at a time, in order.",
        HttpSinkSettings.DefaultConcurrency,
        min: 1,
        HttpSinkSettings.MaxConcurrency);

    private readonly Option<double?> _rate = OptionFactory.OptionalNumber(
        "--rate",
        "For a receiver: the maximum number of requests per second, such as 50 or 0.5. No limit by default.",
        min: 0.001,
        max: 1_000_000);

    private readonly Option<double> _timeout = OptionFactory.Number(
        "--timeout",
        "For a receiver: the time within which it must respond.",
        HttpSinkSettings.DefaultTimeout.TotalSeconds,
        min: 0.1,
        max: 3600,
        "SECONDS");

    private readonly Option<double> _giveUpAfter = OptionFactory.Number(
        "--give-up-after",
        "For a receiver or a topic: how long an event is retried before the run stops with exit code 75.",
        HttpSinkSettings.DefaultGiveUpAfter.TotalSeconds,
        min: 0,
        MaxSeconds,
        "SECONDS");

    private Option[] All => [_secretEnv, _secretFile, _concurrency, _rate, _timeout, _giveUpAfter];

    public void AddTo(Command command) => command.AddOptions(All);

    public string? SecretFile(ParseResult command) => command.GetValue(_secretFile);

    public TimeSpan GiveUpAfter(ParseResult command) => TimeSpan.FromSeconds(command.GetValue(_giveUpAfter));

    /// <summary>Rejects the options that apply only to a receiver.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="isTopic">Whether the destination is a topic, for which one of the options applies too.</param>
    /// <exception cref="ToolException">One is given.</exception>
    public void RejectAll(ParseResult command, bool isTopic)
    {
        IEnumerable<Option> rejected = isTopic ? All.Where(option => option != _giveUpAfter) : All;
        if (rejected.FirstOrDefault(option => command.GetResult(option) is { Implicit: false }) is Option given)
            throw new ToolException(ExitCode.Usage, $"{given.Name} can be used only with --to http://... or https://...");
    }

    /// <exception cref="ToolException">The address or the secret is not valid.</exception>
    public HttpSinkSettings Read(ParseResult command, string to) => new()
    {
        Address = HttpSinkSettings.ParseAddress(to),
        Secret = SigningSecret.Read(command.GetValue(_secretEnv), command.GetValue(_secretFile)),
        Concurrency = command.GetValue(_concurrency),
        Rate = command.GetValue(_rate) ?? double.PositiveInfinity,
        Timeout = TimeSpan.FromSeconds(command.GetValue(_timeout)),
        GiveUpAfter = GiveUpAfter(command),
    };
}
