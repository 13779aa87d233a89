using AtlanEvents.Fast.Buffers;
using AtlanEvents.Fast.Engines;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Decoding;

/// <summary>The text of fields that are escaped in their lines. It stays where it is until <see cref="Recycle"/>.</summary>
internal sealed class FieldText : IDisposable
{
    private readonly Arena _text = new();

    /// <summary>Resolves the escapes of a line's fields.</summary>
    /// <param name="line">The line.</param>
    /// <param name="strings">Where its fields are; then, of those that were escaped, where they are in the text.</param>
    /// <param name="text">The text of these.</param>
    /// <returns>Whether all of them are text.</returns>
    public bool TryUnescape(ReadOnlySpan<byte> line, scoped ref LocatedLine.Fields strings, out ReadOnlySpan<byte> text)
    {
        text = default;
        for (var field = Field.MessageType; field < Field.Count; field++)
        {
            ref FieldSlice slice = ref strings[(int)field];
            if (slice.Form != FieldForm.Escaped)
                continue;

            if (JsonText.TryUnescape(line.Slice(slice.Start, slice.Length), _text.Reserve(slice.Length), out int length))
            {
                slice = new FieldSlice(_text.OpenLength, length, FieldForm.Unescaped);
                _text.Commit(length);
            }
            else if (field == Field.MessageType)
            {
                // Not a routing field: text or not, it is none of the types that mean something.
                slice = default;
            }
            else
            {
                _text.Discard();
                return false;
            }
        }

        if (_text.OpenLength > 0)
            text = _text.Close();

        return true;
    }

    /// <summary>Says that no text that was given out is in use any more.</summary>
    public void Recycle() => _text.Recycle();

    public void Dispose() => _text.Dispose();
}
