using System.Text;

namespace AtlanEvents.Fast.Kafka.Watching;

/// <summary>Groups deletes by connection and request time, and reports groups that reach a threshold.</summary>
/// <remarks>Bounded: if there are too many groups, the one that has been quiet longest is finished early. Belongs to one thread.</remarks>
internal sealed class BulkDeleteWatch(IBulkDeleteObserver? observer, int threshold, TimeSpan quietTime, TimeProvider time)
{
    private const int MaxGroups = 1_024;
    private const int MaxConnectionLength = 1_024;

    private static readonly TimeSpan s_reportInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Connection, DateTimeOffset RequestTime), LinkedListNode<Group>> _groups = [];

    // Ordered by the last delete, quietest first.
    private readonly LinkedList<Group> _byAge = new();

    // Nearly all deletes belong to the group of the delete before.
    private LinkedListNode<Group>? _last;

    /// <summary>Adds an event. Only deletes with a time and a connection count, unless its name is overlong.</summary>
    public void Add(in EventView view)
    {
        if (view.Operation != OperationType.EntityDelete || view.ConnectionQualifiedName.Span.Length is 0 or > MaxConnectionLength)
            return;

        if (view.TryGetEventTime(out DateTimeOffset requestTime))
            Add(view.ConnectionQualifiedName.Span, requestTime, view.IsPurge);
    }

    /// <summary>Adds a delete.</summary>
    public void Add(ReadOnlySpan<byte> connection, DateTimeOffset requestTime, bool isPurge)
    {
        DateTimeOffset now = time.GetUtcNow();
        LinkedListNode<Group> node = Find(connection, requestTime, now);
        Group group = node.Value;
        _byAge.Remove(node);
        _byAge.AddLast(node);
        group.Deletes++;
        group.Purges += isPurge ? 1 : 0;
        group.LastSeen = now;
        if (group.Deletes == threshold)
            Report(group, BulkDeletePhase.Begun, now);
        else if (group.Deletes > threshold && now - group.LastReport >= s_reportInterval)
            Report(group, BulkDeletePhase.Growing, now);

        if (_byAge.Count > MaxGroups)
            Finish(_byAge.First!);
    }

    /// <summary>The bulk deletes that have begun and are not finished, the one that has been quiet longest first.</summary>
    public IEnumerable<BulkDelete> UnderWay()
        => _byAge.Where(group => group.Deletes >= threshold).Select(group => Describe(group, BulkDeletePhase.Growing));

    /// <summary>Finishes the groups that have been quiet for long enough.</summary>
    public void FinishQuiet()
    {
        if (_byAge.Count == 0)
            return;

        DateTimeOffset now = time.GetUtcNow();
        while (_byAge.First is { } oldest && now - oldest.Value.LastSeen >= quietTime)
            Finish(oldest);
    }

    /// <summary>Finishes all groups.</summary>
    public void FinishAll()
    {
        while (_byAge.First is { } oldest)
            Finish(oldest);
    }

    private LinkedListNode<Group> Find(ReadOnlySpan<byte> connection, DateTimeOffset requestTime, DateTimeOffset now)
    {
        if (_last is not null && _last.Value.RequestTime == requestTime && connection.SequenceEqual(_last.Value.Utf8Connection))
            return _last;

        string name = Encoding.UTF8.GetString(connection);
        if (!_groups.TryGetValue((name, requestTime), out LinkedListNode<Group>? node))
        {
            node = _byAge.AddLast(new Group(name, connection.ToArray(), requestTime, firstSeen: now));
            _groups.Add((name, requestTime), node);
        }

        return _last = node;
    }

    private void Finish(LinkedListNode<Group> node)
    {
        Group group = node.Value;
        _byAge.Remove(node);
        _groups.Remove((group.Connection, group.RequestTime));
        if (_last == node)
            _last = null;

        if (group.Deletes >= threshold)
            Report(group, BulkDeletePhase.Finished, group.LastSeen);
    }

    private void Report(Group group, BulkDeletePhase phase, DateTimeOffset now)
    {
        group.LastReport = now;
        observer?.OnChanged(Describe(group, phase));
    }

    private static BulkDelete Describe(Group group, BulkDeletePhase phase)
        => new(group.Connection, group.RequestTime, phase, group.Deletes, group.Purges, group.FirstSeen, group.LastSeen);

    private sealed class Group(string connection, byte[] utf8Connection, DateTimeOffset requestTime, DateTimeOffset firstSeen)
    {
        public string Connection { get; } = connection;

        public byte[] Utf8Connection { get; } = utf8Connection;

        public DateTimeOffset RequestTime { get; } = requestTime;

        public DateTimeOffset FirstSeen { get; } = firstSeen;

        public DateTimeOffset LastSeen { get; set; } = firstSeen;

        public DateTimeOffset LastReport { get; set; }

        public long Deletes { get; set; }

        public long Purges { get; set; }
    }
}
