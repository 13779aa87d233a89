namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>The flags of an asset.</summary>
[Flags]
internal enum AssetFacts : byte
{
    None = 0,

    /// <summary>The input contains an <c>ENTITY_DELETE</c> of the asset.</summary>
    Deleted = 1,

    /// <summary>The guid is a UUID, which the key can be converted back to.</summary>
    HasUuid = 2,

    /// <summary>The delete has a qualified name.</summary>
    HasName = 4,

    /// <summary>The guid is in the file of expected guids.</summary>
    Expected = 8,
}

/// <summary>An asset in 32 bytes, however long its names are.</summary>
internal struct AssetRecord
{
    public AssetKey Key;

    /// <summary>The hash of the qualified name.</summary>
    public ulong Name;

    // 0 for a line with a number that does not fit, such as the offset of a message.
    private uint _line;

    /// <summary>The number of the type in <see cref="TypeNames"/>.</summary>
    public ushort Type;

    /// <summary>The number of the input in <see cref="InputNames"/> (upper five bits), and the delete handler (lower three bits).</summary>
    private byte _inputAndHandler;

    public AssetFacts Facts;

    /// <summary>
    /// The line of the first delete; for an asset that was not deleted, the line in the file of expected guids.
    /// <see langword="null"/> if the number does not fit.
    /// </summary>
    public long? Line
    {
        readonly get => _line == 0 ? null : _line - 1L;
        set => _line = value < uint.MaxValue ? (uint)value + 1 : 0;
    }

    public DeleteHandler Handler
    {
        readonly get => (DeleteHandler)(_inputAndHandler & 7);
        set => _inputAndHandler = (byte)((_inputAndHandler & ~7) | (int)value);
    }

    public byte Input
    {
        readonly get => (byte)(_inputAndHandler >> 3);
        set => _inputAndHandler = (byte)((_inputAndHandler & 7) | (value << 3));
    }

    public readonly bool Has(AssetFacts facts) => (Facts & facts) == facts;
}
