using AtlanEvents.Fast.Buffers;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Decoding;

/// <summary>The text of fields that contain escapes. It keeps its address until <see cref="Recycle"/>.</summary>
internal sealed class UnescapedText : IDisposable
{
    private readonly Arena _text = new();

    /// <summary>Resolves the escapes of a line's fields.</summary>
    /// <param name="line">The line.</param>
    /// <param name="fields">The fields. Escaped ones are changed to slices of <paramref name="text"/>.</param>
    /// <param name="text">The unescaped text.</param>
    /// <returns><see langword="false"/> if a routing field contains a lone surrogate.</returns>
    public bool TryUnescape(ReadOnlySpan<byte> line, scoped ref LocatedLine.FieldSlices fields, out ReadOnlySpan<byte> text)
    {
        text = default;
        for (Field field = 0; field < Field.Count; field++)
        {
            FieldSlice slice = fields[(int)field];
            if (slice.Form != FieldForm.Escaped)
                continue;

            if (JsonText.TryUnescape(line.Slice(slice.Start, slice.Length), _text.Reserve(slice.Length), out int length))
            {
                fields.Set(field, new FieldSlice(_text.OpenLength, length, FieldForm.Unescaped));
                _text.Commit(length);
            }
            else if (field == Field.MessageType)
            {
                // Not a routing field. Without a valid text it is simply none of the known message types.
                fields.Set(field, default);
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

    /// <summary>Invalidates all text returned so far and reuses its memory.</summary>
    public void Recycle() => _text.Recycle();

    public void Dispose() => _text.Dispose();
}
