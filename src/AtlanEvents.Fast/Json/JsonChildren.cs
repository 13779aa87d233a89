using System.Text.Json;

namespace AtlanEvents.Fast.Json;

/// <summary>Enumerates the members of an object or the items of an array. Any other value has no children.</summary>
internal ref struct JsonChildren
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private ReadOnlySpan<byte> _keySpelling;
    private bool _isKeyEscaped;
    private bool _isValueEscaped;

    /// <param name="json">A value of an accepted line, or empty for none.</param>
    public JsonChildren(ReadOnlySpan<byte> json)
    {
        _json = json;
        if (json.IsEmpty)
            return;

        _reader = new Utf8JsonReader(json);
        _reader.Read();
        Parent = _reader.TokenType;
    }

    /// <summary>The first token of the value that has the children.</summary>
    public JsonTokenType Parent { get; }

    /// <summary>The first token of the current child's value.</summary>
    public JsonTokenType Kind { get; private set; }

    /// <summary>The current child's value; a string includes its quotes.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The current child's key; empty in an array.</summary>
    public readonly JsonString Key => new(_keySpelling, _isKeyEscaped);

    /// <summary>The current child's value. Requires a string.</summary>
    public readonly JsonString Text => new(Value[1..^1], _isValueEscaped);

    /// <summary>Moves to the next child.</summary>
    public bool MoveNext()
    {
        if (Parent is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return false;

        _reader.Read();
        if (_reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            return false;

        if (_reader.TokenType == JsonTokenType.PropertyName)
        {
            _keySpelling = _reader.ValueSpan;
            _isKeyEscaped = _reader.ValueIsEscaped;
            _reader.Read();
        }

        int start = (int)_reader.TokenStartIndex;
        Kind = _reader.TokenType;
        _isValueEscaped = Kind == JsonTokenType.String && _reader.ValueIsEscaped;
        _reader.Skip();
        Value = _json[start..(int)_reader.BytesConsumed];
        return true;
    }
}
