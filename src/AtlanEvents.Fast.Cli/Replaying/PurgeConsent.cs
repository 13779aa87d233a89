using AtlanEvents.Fast.Cli.Inputs;
using AtlanEvents.Fast.Cli.Terminal;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Asks for confirmation before purge deletes are sent to a receiver, since a purge cannot be undone.</summary>
internal static class PurgeConsent
{
    private const string Hint = "add --yes to send them, or exclude them: --handler SOFT --handler DEFAULT";

    /// <summary>Whether the inputs must be searched for purge deletes first.</summary>
    /// <exception cref="ToolException">They must, but cannot be read twice.</exception>
    public static bool IsNeeded(ReplaySettings settings)
    {
        if (settings.MaySendPurges || settings.IsDryRun || !settings.Sink.IsRemote || !settings.Selection.MaySelectPurges)
            return false;

        foreach (InputAddress input in settings.Input.Inputs)
        {
            if (!input.IsRepeatable)
            {
                throw new ToolException(
                    ExitCode.Usage, $"{input.Name} may contain purge deletes, and cannot be searched for them before it is sent; {Hint}");
            }
        }

        if (settings.Input.Follow is not null)
        {
            throw new ToolException(
                ExitCode.Usage, $"the lines that --follow waits for may contain purge deletes, and cannot be searched in advance; {Hint}");
        }

        return true;
    }

    /// <summary>Asks, if there is a purge.</summary>
    /// <exception cref="ToolException">The user declines, or there is no terminal to ask on.</exception>
    public static void Require(ReplayPreview preview, SinkSettings sink)
    {
        if (preview.Purges == 0)
            return;

        string what = $"{Quantity.Of(preview.Purges, "purge delete")} among {Quantity.Of(preview.Count, "event")} for {sink.DisplayName}, "
            + "and a purge cannot be undone";
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            throw new ToolException(ExitCode.Usage, $"{what}; add --yes to send them, or --dry-run to see what would be sent");

        Console.Error.Write($"{Printable.Of(what)}. Send them? Type yes: ");
        if (Console.In.ReadLine()?.Trim() is not "yes")
            throw new ToolException(ExitCode.Usage, "nothing was sent");
    }

    /// <summary>The failure of a replay that reads a purge delete which was not there when the input was searched.</summary>
    public static ToolException IsMissing(in EventPosition position) => new(
        ExitCode.Stopped,
        $"stopped: a purge delete was added to the input after it was searched ({position}). Run the command again.");
}
