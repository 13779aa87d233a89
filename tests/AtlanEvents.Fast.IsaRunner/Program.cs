// Runs tests that need a separate process; see AtlanEvents.Fast.Testing/Isolation.
return AtlanEvents.Fast.Testing.Isolation.RunnerMain.Run(args);
