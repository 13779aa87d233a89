// The tests that need a process of their own: see AtlanEvents.Fast.Testing/Isolation.
return AtlanEvents.Fast.Testing.Isolation.RunnerMain.Run(args);
