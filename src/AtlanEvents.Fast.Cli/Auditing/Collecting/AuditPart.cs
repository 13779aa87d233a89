using System.Runtime.InteropServices;
using AtlanEvents.Fast.Cli.Auditing.Assets;
using AtlanEvents.Fast.Cli.Filtering;
using AtlanEvents.Fast.Cli.Pumping;

namespace AtlanEvents.Fast.Cli.Auditing.Collecting;

/// <summary>
/// The events of a stretch that matter to an audit, with their keys and hashes, which do not depend on other events. About 64 bytes and the
/// strings for each.
/// </summary>
/// <param name="scopes">The names that are audited.</param>
/// <param name="times">The times that are audited.</param>
internal sealed class AuditPart(AuditScopes scopes, TimeRange times) : IEventPart
{
    private readonly List<Entry> _entries = [];
    private readonly ArrayBufferWriter<byte> _texts = new();
    private string _input = "";

    /// <summary>Deletes outside the scopes or times, which are only counted.</summary>
    public long DeletesOutOfScope { get; private set; }

    /// <summary>Deletes that have no time, of which it is therefore unknown whether they are among the audited ones.</summary>
    public long DeletesWithoutTime { get; private set; }

    public long Bytes => _texts.WrittenCount + (64L * _entries.Count);

    public int Count => _entries.Count;

    public AuditEvent this[int index] => new(in CollectionsMarshal.AsSpan(_entries)[index], _texts.WrittenSpan, _input);

    public void Consume(in EventView view, in EventPosition position)
    {
        ReadOnlySpan<byte> guid = view.Guid.Span;
        ReadOnlySpan<byte> name = view.QualifiedName.Span;
        bool isDelete = view.Operation == OperationType.EntityDelete;
        if (!isDelete && guid.IsEmpty)
            return;

        // A delete without a name may belong to any scope, so it is always included.
        if (isDelete && !name.IsEmpty && !scopes.Contain(name))
        {
            DeletesOutOfScope++;
            return;
        }

        if (!times.IsAll && !IsInTime(view, isDelete))
            return;

        AssetFacts facts = name.IsEmpty ? AssetFacts.None : AssetFacts.HasName;
        AssetKey key = default;
        if (!guid.IsEmpty)
        {
            key = AssetKey.OfGuid(guid, out bool isUuid);
            facts |= isUuid ? AssetFacts.HasUuid : AssetFacts.None;
        }
        else if (!name.IsEmpty)
        {
            key = AssetKey.OfName(name);
        }

        ReadOnlySpan<byte> type = view.TypeName.Span;
        ReadOnlySpan<byte> action = isDelete ? view.DeleteHandlerText.Span : view.OperationText.Span;
        _input = position.Input;
        _entries.Add(new Entry
        {
            Key = key,
            NameHash = name.IsEmpty ? 0 : SeededHash.Of(name),
            Line = position.LineNumber,
            Text = _texts.WrittenCount,
            GuidLength = view.Guid.IsPresent ? guid.Length : -1,
            NameLength = view.QualifiedName.IsPresent ? name.Length : -1,
            TypeLength = type.Length,
            ActionLength = action.Length,
            Facts = facts,
            IsDelete = isDelete,
            Handler = view.DeleteHandler,
        });
        _texts.Write(guid);
        _texts.Write(name);
        _texts.Write(type);
        _texts.Write(action);
    }

    public void Clear()
    {
        _entries.Clear();
        _texts.ResetWrittenCount();
        DeletesOutOfScope = 0;
        DeletesWithoutTime = 0;
    }

    private bool IsInTime(in EventView view, bool isDelete)
    {
        bool hasTime = view.TryGetEventTime(out DateTimeOffset time);
        if (hasTime && times.Contains(time))
            return true;

        if (isDelete && hasTime)
            DeletesOutOfScope++;
        else if (isDelete)
            DeletesWithoutTime++;

        return false;
    }

    /// <summary>An event. Its strings follow each other: guid, name, type, action. A length of -1 stands for an absent field.</summary>
    internal struct Entry
    {
        public AssetKey Key;
        public ulong NameHash;
        public long Line;
        public int Text;
        public int GuidLength;
        public int NameLength;
        public int TypeLength;
        public int ActionLength;
        public AssetFacts Facts;
        public bool IsDelete;
        public DeleteHandler Handler;
    }
}

/// <summary>An event of an <see cref="AuditPart"/>.</summary>
internal readonly ref struct AuditEvent
{
    private readonly ref readonly AuditPart.Entry _entry;
    private readonly ReadOnlySpan<byte> _text;

    public AuditEvent(in AuditPart.Entry entry, ReadOnlySpan<byte> texts, string input)
    {
        _entry = ref entry;
        _text = texts[entry.Text..];
        Input = input;
    }

    public string Input { get; }

    /// <summary>The one-based line number.</summary>
    public long Line => _entry.Line;

    /// <summary>The key of the guid or, without one, of the name.</summary>
    public AssetKey Key => _entry.Key;

    /// <summary>What is known of the asset from this event alone.</summary>
    public AssetFacts Facts => _entry.Facts;

    public ulong NameHash => _entry.NameHash;

    public bool IsDelete => _entry.IsDelete;

    public bool HasGuid => _entry.GuidLength >= 0;

    public bool HasName => _entry.NameLength >= 0;

    /// <summary>The guid; empty if it is absent.</summary>
    public ReadOnlySpan<byte> Guid => _text[..Math.Max(0, _entry.GuidLength)];

    /// <summary>The qualified name; empty if it is absent.</summary>
    public ReadOnlySpan<byte> Name => _text.Slice(Guid.Length, Math.Max(0, _entry.NameLength));

    public ReadOnlySpan<byte> Type => _text.Slice(Guid.Length + Name.Length, _entry.TypeLength);

    /// <summary>The delete handler of a delete, the operation of another event.</summary>
    public ReadOnlySpan<byte> Action => _text.Slice(Guid.Length + Name.Length + _entry.TypeLength, _entry.ActionLength);

    public DeleteHandler Handler => _entry.Handler;

    public bool IsPurge => IsDelete && Handler.IsPurge();

    public bool IsArchive => IsDelete && (Handler == DeleteHandler.None || Handler.IsArchive());
}
