namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>What a byte of a template belongs to. It tells how a mismatch there can be explained.</summary>
/// <param name="kind">The kind of token.</param>
/// <param name="index">Its index in <see cref="Shape.Replaceables"/> for a value, and in <see cref="Shape.Members"/> otherwise.</param>
internal readonly struct TemplateToken(TokenKind kind, int index)
{
    /// <summary>The maximum number of tokens of a kind.</summary>
    public const int MaxCount = IndexMask;

    private const int IndexBits = 14;
    private const int IndexMask = (1 << IndexBits) - 1;

    // The index + 1, so that 0 is no token.
    private readonly ushort _bits = (ushort)(((int)kind << IndexBits) | (index + 1));

    /// <summary>Whether the byte belongs to no such token.</summary>
    public bool IsNone => _bits == 0;

    public TokenKind Kind => (TokenKind)(_bits >> IndexBits);

    public int Index => (_bits & IndexMask) - 1;
}

/// <summary>A kind of <see cref="TemplateToken"/>.</summary>
internal enum TokenKind
{
    /// <summary>A value that lines may replace by any other: its bytes, or the brace of an object.</summary>
    Value,

    /// <summary>The comma and white space before a key.</summary>
    Lead,

    /// <summary>A key, up to its value.</summary>
    Key,

    /// <summary>The first byte of the end of an object. The index is that of its last member.</summary>
    End,
}
