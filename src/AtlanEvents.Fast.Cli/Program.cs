using AtlanEvents.Fast.Cli.Generation;
using var o = Console.OpenStandardOutput();
if (args[0]=="mix") MixedStream.Write(o, new()); else BulkDeleteDump.Write(o, new());
