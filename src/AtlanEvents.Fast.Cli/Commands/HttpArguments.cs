using System.CommandLine;
using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options for a receiver of webhooks.</summary>
internal sealed class HttpArguments
{
    private const int MaxSeconds = 7 * 24 * 3600;

    private readonly Option<string?> _secretEnv = new("--secret-env")
    {
        Description = "For a receiver: the environment variable whose value is sent as x-atlan-signing-secret.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _secretFile = new("--secret-file")
    {
        Description = "For a receiver: the file whose first line is sent as x-atlan-signing-secret.",
        HelpName = "FILE",
    };

    private readonly Option<int> _concurrency = new("--concurrency")
    {
        Description = "For a receiver: the number of concurrent requests. Events with the same guid are sent one at a time, in order.",
        DefaultValueFactory = _ => HttpSinkSettings.DefaultConcurrency,
        HelpName = "N",
        CustomParser = result => (int)ValueRules.ParseInteger(result, 1, HttpSinkSettings.MaxConcurrency),
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "For a receiver: the maximum number of requests per second, such as 50 or 0.5. No limit by default.",
        HelpName = "N",
        CustomParser = result => ValueRules.ParseDecimal(result, 0.001, 1_000_000),
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "For a receiver: the time within which it must respond.",
        DefaultValueFactory = _ => HttpSinkSettings.DefaultTimeout.TotalSeconds,
        HelpName = "SECONDS",
        CustomParser = result => ValueRules.ParseDecimal(result, 0.1, 3600),
    };

    private readonly Option<double> _giveUpAfter = new("--give-up-after")
    {
        Description = "For a receiver: how long an event is retried before the run stops with exit code 75.",
        DefaultValueFactory = _ => HttpSinkSettings.DefaultGiveUpAfter.TotalSeconds,
        HelpName = "SECONDS",
        CustomParser = result => ValueRules.ParseDecimal(result, 0, MaxSeconds),
    };

    public HttpArguments()
    {
        _secretEnv.Validators.Add(ValueRules.RejectEmpty);
        _secretFile.Validators.Add(ValueRules.RejectEmpty);
    }

    private Option[] All => [_secretEnv, _secretFile, _concurrency, _rate, _timeout, _giveUpAfter];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Options.Add(option);
    }

    public string? SecretFile(ParseResult command) => command.GetValue(_secretFile);

    /// <summary>Rejects the options that apply only to a receiver.</summary>
    /// <exception cref="ToolException">One is given.</exception>
    public void RejectAll(ParseResult command)
    {
        if (All.FirstOrDefault(option => command.GetResult(option) is { Implicit: false }) is Option given)
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
        GiveUpAfter = TimeSpan.FromSeconds(command.GetValue(_giveUpAfter)),
    };
}
