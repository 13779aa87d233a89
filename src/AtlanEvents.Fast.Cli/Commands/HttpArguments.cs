using System.CommandLine;
using AtlanEvents.Fast.Cli.Sinks.Http;

namespace AtlanEvents.Fast.Cli.Commands;

/// <summary>The options for a receiver of webhooks.</summary>
internal sealed class HttpArguments
{
    private const int MostSeconds = 7 * 24 * 3600;

    private readonly Option<string?> _secretEnv = new("--secret-env")
    {
        Description = "To a receiver: send what this environment variable holds as x-atlan-signing-secret.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _secretFile = new("--secret-file")
    {
        Description = "To a receiver: send the first line of this file as x-atlan-signing-secret.",
        HelpName = "FILE",
    };

    private readonly Option<int> _concurrency = new("--concurrency")
    {
        Description = "To a receiver: as many requests at once. Events of one guid go one after the other, in order.",
        DefaultValueFactory = _ => HttpSinkOptions.DefaultConcurrency,
        HelpName = "N",
        CustomParser = result => (int)InputOptions.ParseNumber(result, 1, HttpSinkOptions.MostConcurrency),
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "To a receiver: requests a second at most, such as 50 or 0.5. No limit by default.",
        HelpName = "N",
        CustomParser = result => InputOptions.ParseAmount(result, 0.001, 1_000_000),
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "To a receiver: how long it may take for an answer.",
        DefaultValueFactory = _ => HttpSinkOptions.DefaultTimeout.TotalSeconds,
        HelpName = "SECONDS",
        CustomParser = result => InputOptions.ParseAmount(result, 0.1, 3600),
    };

    private readonly Option<double> _giveUpAfter = new("--give-up-after")
    {
        Description = "To a receiver: how long an event is tried again before the run stops with exit code 75.",
        DefaultValueFactory = _ => HttpSinkOptions.DefaultGiveUpAfter.TotalSeconds,
        HelpName = "SECONDS",
        CustomParser = result => InputOptions.ParseAmount(result, 0, MostSeconds),
    };

    public HttpArguments()
    {
        _secretEnv.Validators.Add(InputOptions.RequireText);
        _secretFile.Validators.Add(InputOptions.RequireText);
    }

    private Option[] All => [_secretEnv, _secretFile, _concurrency, _rate, _timeout, _giveUpAfter];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Options.Add(option);
    }

    /// <summary>The file with the secret, if there is one.</summary>
    public string? SecretFile(ParseResult command) => command.GetValue(_secretFile);

    /// <summary>Requires that no option is given that only means something to a receiver.</summary>
    /// <exception cref="ToolException">One is.</exception>
    public void RequireNone(ParseResult command)
    {
        if (All.FirstOrDefault(option => command.GetResult(option) is { Implicit: false }) is Option given)
            throw new ToolException(ExitCode.Usage, $"{given.Name} is for --to http://... and https://... only.");
    }

    /// <exception cref="ToolException">The address or the secret is not fit.</exception>
    public HttpSinkOptions Read(ParseResult command, string to) => new()
    {
        Address = ReceiverAddress.Parse(to),
        Secret = SigningSecret.Read(command.GetValue(_secretEnv), command.GetValue(_secretFile)),
        Concurrency = command.GetValue(_concurrency),
        Rate = command.GetValue(_rate) ?? double.PositiveInfinity,
        Timeout = TimeSpan.FromSeconds(command.GetValue(_timeout)),
        GiveUpAfter = TimeSpan.FromSeconds(command.GetValue(_giveUpAfter)),
    };
}
