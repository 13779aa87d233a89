using AtlanEvents.Fast.Cli.Statistics;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>Numbers the types of assets. Their number and length are bounded.</summary>
internal sealed class TypeNames
{
    private const int MaxTypes = 4_096;
    private const int MaxBytes = 256;

    private const ushort NoType = 0;
    private const ushort OtherTypes = 1;

    // In the order of the constants.
    private readonly List<string> _names = ["(no type)", "(other types)"];
    private readonly Dictionary<byte[], ushort> _numbers = new(new Utf8TextComparer());
    private readonly Dictionary<byte[], ushort>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private byte[] _last = [];
    private ushort _lastNumber;

    public TypeNames() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    public string this[int number] => _names[number];

    /// <summary>The number of a type.</summary>
    public ushort NumberOf(ReadOnlySpan<byte> type)
    {
        if (type.IsEmpty)
            return NoType;

        // Consecutive assets usually have the same type.
        if (type.SequenceEqual(_last))
            return _lastNumber;

        if (!_lookup.TryGetValue(type, out byte[]? known, out ushort number))
        {
            if (_names.Count == MaxTypes || type.Length > MaxBytes)
                return OtherTypes;

            (known, number) = (type.ToArray(), (ushort)_names.Count);
            _names.Add(Encoding.UTF8.GetString(type));
            _numbers.Add(known, number);
        }

        (_last, _lastNumber) = (known, number);
        return number;
    }
}
