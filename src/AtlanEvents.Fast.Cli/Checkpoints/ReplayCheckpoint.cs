using System.Diagnostics;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;
using AtlanEvents.Fast.Cli.Sinks;

namespace AtlanEvents.Fast.Cli.Checkpoints;

/// <summary>Saves how far a replay has come, and lets another go on from there.</summary>
/// <remarks>
/// Whoever goes on reads from a place at or before the last event that was taken care of, and passes over those that were, and the rejected lines
/// that are kept already: what a line becomes depends on nothing but what stands before it and is known at that place
/// (<see cref="RunPoint"/>). Outputs are cut back to the length that was saved.
/// The order, by which nothing is lost and nothing stands in a file twice wherever it stops: outputs are synced, then the checkpoint
/// is saved (<see cref="CheckpointFile.Save"/>).
/// </remarks>
internal sealed class ReplayCheckpoint : IDisposable
{
    private static readonly TimeSpan s_leastPause = TimeSpan.FromMilliseconds(50);

    private readonly string _path;
    private readonly TimeSpan _interval;
    private readonly bool _canStartInside;
    private readonly CheckpointLock _lock;

    // Places to go on from. A receiver may be some of them behind.
    private readonly Queue<RunPoint> _points = new();
    private RunPoint? _point;
    private EventPump? _pump;
    private IEventSink? _sink;
    private RejectedLines? _rejected;
    private long _savedAt = Stopwatch.GetTimestamp();

    private ReplayCheckpoint(CheckpointSettings settings, CheckpointLock held, Checkpoint start)
    {
        _path = settings.Path;
        _interval = settings.Interval;
        _canStartInside = settings.CanStartInside;
        _lock = held;
        Start = start;
        _point = start.Point;
    }

    /// <summary>Where this run goes on: at the very start if there was nothing to go on from.</summary>
    public Checkpoint Start { get; private init; }

    /// <summary>How long to wait, while others are at work, before it is time to save again.</summary>
    public TimeSpan Pause => _interval > s_leastPause ? _interval : s_leastPause;

    /// <summary>Whether there was something to go on from.</summary>
    public bool IsResumed { get; private init; }

    /// <summary>Opens a checkpoint, and refuses what does not belong to it.</summary>
    /// <param name="settings">Where it is, and what has to stay the same.</param>
    /// <param name="inputs">What is read.</param>
    /// <exception cref="ToolException">Another process works with it, an input or an option changed, or it cannot be read.</exception>
    public static ReplayCheckpoint Open(CheckpointSettings settings, IReadOnlyList<string> inputs)
    {
        var held = CheckpointLock.Take(settings.Path);
        try
        {
            Checkpoint? saved = CheckpointFile.Load(settings.Path);
            if (saved is not null)
            {
                RequireSame(settings, saved, inputs);
                return new ReplayCheckpoint(settings, held, saved) { IsResumed = true };
            }

            var start = new Checkpoint { Options = settings.Options, Inputs = [.. inputs.Select(InputIdentity.Of)] };
            return new ReplayCheckpoint(settings, held, start);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Says what is to be saved: how far these are. Saves that they have started.</summary>
    /// <exception cref="ToolException">It cannot.</exception>
    public void Watch(EventPump pump, IEventSink sink, RejectedLines rejected)
    {
        (_pump, _sink, _rejected) = (pump, sink, rejected);
        if (!IsResumed)
            Save(isComplete: false);
    }

    /// <summary>Saves, if it is time.</summary>
    /// <param name="selection">What has picked events, and how many.</param>
    /// <exception cref="ToolException">It cannot.</exception>
    public void SaveIfDue(EventSelection selection)
    {
        if (Stopwatch.GetElapsedTime(_savedAt) < _interval)
            return;

        if (_canStartInside && _pump?.Point is RunPoint now)
            Add(now with { Events = selection.Picked, Passed = selection.Passed });

        Save(isComplete: false);
    }

    /// <summary>Saves.</summary>
    /// <exception cref="ToolException">It cannot.</exception>
    public void Save(bool isComplete)
    {
        if (_sink is null || _rejected is null)
            return;

        // First the number, then the files: what is in a file beyond the number does no harm. A run that is stopped while it passes over what
        // was done before has counted fewer rejected lines than the dead letter has.
        long events = Start.Events + _sink.Acknowledged;
        while (_points.TryPeek(out RunPoint? next) && next.Events <= events)
            _point = _points.Dequeue();

        Checkpoint checkpoint = Start with
        {
            Point = _point,
            Events = events,
            OutputLength = _sink.Sync(),
            RejectedLines = Math.Max(_rejected.Count, Start.RejectedLines),
            FirstRejected = _rejected.First,
            FirstRefused = _rejected.FirstRefused,
            Refused = new SortedDictionary<int, long>(_rejected.RefusedByStatus.ToDictionary()),
            DeadLetterLength = _rejected.Sync(),
            IsComplete = isComplete,
        };
        CheckpointFile.Save(_path, checkpoint);
        _savedAt = Stopwatch.GetTimestamp();
    }

    public void Dispose() => _lock.Dispose();

    private void Add(RunPoint point)
    {
        if (_points.LastOrDefault() is not RunPoint last || last.Input != point.Input || last.Place.ByteOffset != point.Place.ByteOffset)
            _points.Enqueue(point);
    }

    private static void RequireSame(CheckpointSettings settings, Checkpoint saved, IReadOnlyList<string> inputs)
    {
        string path = settings.Path;
        SortedDictionary<string, string> options = settings.Options;
        const string Hint = "Remove it to start anew, or name another file.";
        if (inputs.Count != saved.Inputs.Count)
            throw new ToolException(ExitCode.Usage, $"{path} was saved with {saved.Inputs.Count} inputs, and there are {inputs.Count} now. {Hint}");

        foreach (string option in saved.Options.Keys.Union(options.Keys))
        {
            if (saved.Options.GetValueOrDefault(option) != options.GetValueOrDefault(option))
                throw new ToolException(ExitCode.Usage, $"{path} was saved by a command with another {option}. {Hint}");
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            if (saved.Inputs[i].Difference(inputs[i]) is string difference)
                throw new ToolException(ExitCode.Usage, $"{inputs[i]} is not the input that {path} was saved with: {difference}. {Hint}");
        }
    }
}
