namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>What is kept of an asset: 32 bytes, whatever its names.</summary>
internal struct AssetRecord
{
    public AssetKey Key;

    /// <summary>The hash of the qualified name.</summary>
    public ulong Name;

    /// <summary>The line of the first delete; of an asset that was not deleted, the line in the file of expected guids.</summary>
    public uint Line;

    /// <summary>The type, as <see cref="TypeNames"/> numbers them.</summary>
    public ushort Type;

    /// <summary>Which input the line is in, as <see cref="InputNames"/> numbers them, and three bits for the handler.</summary>
    private byte _inputAndHandler;

    public AssetFacts Facts;

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

    public readonly bool Is(AssetFacts facts) => (Facts & facts) == facts;
}
