namespace AtlanEvents.Fast.Interleavings;

/// <summary>The threads of a scenario.</summary>
/// <remarks>Coyote replaces calls of <c>Task.Run</c>, but not delegates of it.</remarks>
internal static class Actors
{
    /// <summary>Runs actions concurrently.</summary>
    public static Task RunAsync(params Action[] actions)
    {
        var running = new Task[actions.Length];
        for (int i = 0; i < actions.Length; i++)
            running[i] = Task.Run(actions[i]);

        return Task.WhenAll(running);
    }

    /// <inheritdoc cref="RunAsync(Action[])"/>
    public static Task RunAsync(params Func<Task>[] actions)
    {
        var running = new Task[actions.Length];
        for (int i = 0; i < actions.Length; i++)
            running[i] = Task.Run(actions[i]);

        return Task.WhenAll(running);
    }
}
