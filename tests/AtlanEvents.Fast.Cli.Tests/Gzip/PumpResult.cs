namespace AtlanEvents.Fast.Cli.Tests.Gzip;

/// <summary>What replaying an input inside the test's process gave.</summary>
internal sealed record PumpResult(int ExitCode, byte[] Output, long Lines, long Rejected, string? Message);
