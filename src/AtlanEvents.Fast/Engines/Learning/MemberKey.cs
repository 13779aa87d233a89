using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>The key of a member, with what is between it and the value. The trees of several lines share it.</summary>
/// <param name="text">The bytes from the key's opening quote up to the value.</param>
/// <param name="nameLength">The length of the name, the bytes between the quotes. They have no escapes.</param>
/// <param name="route">The row of the routing table for the key in its object, or <see langword="null"/> if there is none.</param>
internal sealed class MemberKey(ReadOnlySpan<byte> text, int nameLength, Route? route)
{
    private readonly byte[] _text = text.ToArray();

    /// <summary>The bytes from the key's opening quote up to the value.</summary>
    public ReadOnlySpan<byte> Text => _text;

    /// <summary>The row of the routing table for the key in its object, or <see langword="null"/> if there is none.</summary>
    public Route? Route { get; } = route;

    private ReadOnlySpan<byte> Name => _text.AsSpan(1, nameLength);

    /// <summary>Whether another key has the same name. Within one object, the name identifies a member.</summary>
    public bool HasNameOf(MemberKey other) => ReferenceEquals(this, other) || Name.SequenceEqual(other.Name);
}

/// <summary>
/// The keys of an object that is being read. They are taken from a similar object if it has them, fastest if they come in its order.
/// </summary>
/// <param name="similar">An object at the same place of an earlier line; or <see langword="null"/>.</param>
/// <param name="place">The place of the object in the routing table.</param>
internal struct MemberKeys(ShapeObject? similar, Place place)
{
    // An object that has more keys of its own is not similar, and searching for keys in vain takes time.
    private const int MaxOthers = 16;

    private readonly ShapeNodeMember[] _similar = similar?.Members ?? [];
    private readonly bool[] _isUsed = new bool[similar?.Members.Length ?? 0];
    private List<MemberKey>? _others;
    private int _next;

    /// <summary>Adds a key, unless one with the same name was added before.</summary>
    /// <param name="text">The bytes from its opening quote up to the value.</param>
    /// <param name="nameLength">The length of the bytes between its quotes.</param>
    /// <param name="key">The key.</param>
    /// <param name="similarValue">The value that the similar object has for it; or <see langword="null"/>.</param>
    public bool TryAdd(ReadOnlySpan<byte> text, int nameLength, out MemberKey key, out ShapeNode? similarValue)
    {
        int index = Find(text);
        if (index >= 0)
        {
            (key, similarValue) = _similar[index];
            bool isUsed = _isUsed[index];
            _isUsed[index] = true;
            _next = index + 1;
            return !isUsed && !IsOther(key);
        }

        key = new MemberKey(text, nameLength, RoutingTable.Find(place, text.Slice(1, nameLength), isEscaped: false));
        similarValue = null;
        if (IsOther(key) || IsUsed(key))
            return false;

        (_others ??= []).Add(key);
        return true;
    }

    /// <summary>Finds a key in the similar object, from the one that comes next to the end, and then from the first one.</summary>
    private readonly int Find(ReadOnlySpan<byte> text)
    {
        if (_others?.Count > MaxOthers)
            return -1;

        int index = _next;
        for (int i = 0; i < _similar.Length; i++, index++)
        {
            if (index == _similar.Length)
                index = 0;

            if (text.SequenceEqual(_similar[index].Key.Text))
                return index;
        }

        return -1;
    }

    private readonly bool IsOther(MemberKey key) => _others is not null && _others.Exists(key.HasNameOf);

    // Whether the key was added before, but with the white space that it has in the similar object.
    private readonly bool IsUsed(MemberKey key)
    {
        for (int i = 0; i < _similar.Length; i++)
        {
            if (_isUsed[i] && _similar[i].Key.HasNameOf(key))
                return true;
        }

        return false;
    }
}
