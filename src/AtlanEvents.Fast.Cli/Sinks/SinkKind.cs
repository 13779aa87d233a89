namespace AtlanEvents.Fast.Cli.Sinks;

/// <summary>The kinds of places that events can go to.</summary>
internal enum SinkKind
{
    StandardOutput,
    File,

    /// <summary>A receiver of webhooks.</summary>
    Http,
}
