using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Platform;
using AtlanEvents.Fast.Cli.Sinks;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Purges cannot be undone: before they go to a receiver, whoever started the replay has to say so.</summary>
internal static class PurgeConsent
{
    /// <summary>Whether the inputs have to be looked through for purges first.</summary>
    /// <exception cref="ToolException">They have to, and cannot be read twice.</exception>
    public static bool IsNeeded(ReplaySettings settings)
    {
        if (settings.MayPurge || settings.IsDryRun || SinkFactory.KindOf(settings.Sink.To) != SinkKind.Http || !settings.Selection.MayPickPurge)
            return false;

        if (settings.Input.Inputs.FirstOrDefault(path => !CanBeReadTwice(path)) is string once)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"{Input.NameOf(once)} cannot be looked through for purge deletes before it is sent. Add --yes if they may be sent, or pick others: --handler SOFT --handler DEFAULT.");
        }

        if (settings.Input.Follow is not null)
        {
            throw new ToolException(
                ExitCode.Usage,
                "what is still to come cannot be looked through for purge deletes. Add --yes if they may be sent, or pick others: --handler SOFT --handler DEFAULT.");
        }

        return true;
    }

    /// <summary>Asks, if there is a purge.</summary>
    /// <exception cref="ToolException">The answer is no, or there is nobody to answer.</exception>
    public static void Require(ReplayPreview preview, string to)
    {
        if (preview.Purges == 0)
            return;

        string purges = preview.Purges == 1 ? "1 purge delete" : $"{Quantity.Exact(preview.Purges)} purge deletes";
        string what = $"{purges} among {Quantity.Exact(preview.Count)} events for {ReceiverName.Of(to)}, and a purge cannot be undone";
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            throw new ToolException(ExitCode.Usage, $"{what}: add --yes to send them, or --dry-run to see what is there.");

        Console.Error.Write($"{Printable.Of(what)}. Send them? Type yes: ");
        if (Console.In.ReadLine()?.Trim() is not "yes")
            throw new ToolException(ExitCode.Usage, "nothing was sent.");
    }

    private static bool CanBeReadTwice(string path) => path != Input.StandardInput && FileIdentity.Of(path) is not null;
}
