using System.Buffers;

namespace AtlanEvents.Fast.Json;

/// <summary>A string of an accepted line, still escaped.</summary>
/// <param name="spelling">The bytes between the quotes.</param>
/// <param name="isEscaped">Whether they contain a backslash.</param>
internal readonly ref struct JsonString(ReadOnlySpan<byte> spelling, bool isEscaped)
{
    private const int MaxStackLength = 256;

    private readonly ReadOnlySpan<byte> _spelling = spelling;

    /// <summary>The bytes between the quotes.</summary>
    public ReadOnlySpan<byte> Spelling => _spelling;

    /// <summary>Whether the bytes contain a backslash, so that they are not the text itself.</summary>
    public bool IsEscaped => isEscaped;

    /// <summary>Whether the string, unescaped, equals another one. One with a lone surrogate equals none.</summary>
    public bool Equals(ReadOnlySpan<byte> text)
    {
        if (!isEscaped)
            return _spelling.SequenceEqual(text);

        // Escaping never shortens, and makes a byte at most six bytes long (\uXXXX).
        if (_spelling.Length < text.Length || _spelling.Length > (long)text.Length * JsonText.MaxEscapeLength)
            return false;

        byte[]? rented = _spelling.Length > MaxStackLength ? ArrayPool<byte>.Shared.Rent(_spelling.Length) : null;
        Span<byte> buffer = rented ?? stackalloc byte[MaxStackLength];
        bool isEqual = JsonText.TryUnescape(_spelling, buffer, out int length) && buffer[..length].SequenceEqual(text);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);

        return isEqual;
    }

    /// <summary>Copies the text to a buffer.</summary>
    /// <returns><see langword="false"/> if the escaped form is longer than the buffer, or the string contains a lone surrogate.</returns>
    public bool TryCopyTo(Span<byte> buffer, out int length)
    {
        length = 0;
        if (_spelling.Length > buffer.Length)
            return false;

        if (isEscaped)
            return JsonText.TryUnescape(_spelling, buffer, out length);

        _spelling.CopyTo(buffer);
        length = _spelling.Length;
        return true;
    }
}
