using System.Buffers;

namespace AtlanEvents.Fast.Json;

/// <summary>A string of a line that was accepted, as it is spelled there.</summary>
/// <param name="spelling">The bytes between the quotes.</param>
/// <param name="isEscaped">Whether there is a backslash among them.</param>
internal readonly ref struct JsonString(ReadOnlySpan<byte> spelling, bool isEscaped)
{
    private const int LargestOnStack = 256;

    private readonly ReadOnlySpan<byte> _spelling = spelling;

    /// <summary>The bytes between the quotes.</summary>
    public ReadOnlySpan<byte> Spelling => _spelling;

    /// <summary>Whether there is a backslash among them, so that they are not the text.</summary>
    public bool IsEscaped => isEscaped;

    /// <summary>Whether this is its text. A lone surrogate is no text, and equal to none.</summary>
    public bool Equals(ReadOnlySpan<byte> text)
    {
        if (!isEscaped)
            return _spelling.SequenceEqual(text);

        // No escape is shorter than what it stands for, and the longest spelling of a byte is \uXXXX.
        if (_spelling.Length < text.Length || _spelling.Length > (long)text.Length * JsonText.LongestEscape)
            return false;

        byte[]? rented = _spelling.Length > LargestOnStack ? ArrayPool<byte>.Shared.Rent(_spelling.Length) : null;
        Span<byte> room = rented ?? stackalloc byte[LargestOnStack];
        bool isEqual = JsonText.TryUnescape(_spelling, room, out int length) && room[..length].SequenceEqual(text);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);

        return isEqual;
    }

    /// <summary>Writes its text, if it has room there.</summary>
    public bool TryCopyTo(Span<byte> room, out int length)
    {
        length = 0;
        if (_spelling.Length > room.Length)
            return false;

        if (isEscaped)
            return JsonText.TryUnescape(_spelling, room, out length);

        _spelling.CopyTo(room);
        length = _spelling.Length;
        return true;
    }
}
