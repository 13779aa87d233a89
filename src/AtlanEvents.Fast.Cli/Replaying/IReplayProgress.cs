using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Replaying;

/// <summary>Saves how far a replay has come: in a checkpoint, or as committed offsets of a topic.</summary>
internal interface IReplayProgress
{
    /// <summary>The number of selected events that an earlier run delivered and this one skips.</summary>
    long EventsBefore { get; }

    /// <summary>The time between two saves while the run waits for deliveries.</summary>
    TimeSpan Interval { get; }

    /// <summary>Saves if the interval has elapsed.</summary>
    /// <param name="getResumePoint">Returns the current position in the inputs; <see langword="null"/> while there is none.</param>
    /// <exception cref="ToolException">The state cannot be saved.</exception>
    void SaveIfDue(Func<RunPoint>? getResumePoint);

    /// <summary>Saves at the end of the run.</summary>
    /// <param name="isComplete">Whether all inputs were read and all events are delivered.</param>
    /// <exception cref="ToolException">The state cannot be saved.</exception>
    void Save(bool isComplete);
}
