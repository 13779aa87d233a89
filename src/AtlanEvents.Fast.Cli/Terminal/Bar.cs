namespace AtlanEvents.Fast.Cli.Terminal;

/// <summary>Draws a share as a bar.</summary>
internal static class Bar
{
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>A bar in eighths of a character, and at least one of them.</summary>
    public static string Of(double share, int width)
    {
        int eighths = Math.Max(1, (int)Math.Round(Math.Min(1, share) * Math.Max(1, width) * 8));
        string full = new('█', eighths / 8);
        return eighths % 8 == 0 ? full : full + Eighths[eighths % 8];
    }
}
