namespace AtlanEvents.Fast.Cli.Tests.Generation;

/// <summary>Decodes every form of the messages of a stream, in the simplest way, and records the forms.</summary>
internal sealed class FormDecoder
{
    private readonly Dictionary<string, SplitMessage> _split = [];
    private int _line;

    /// <summary>The events, normalised.</summary>
    public List<string> Events { get; } = [];

    /// <summary>The forms of the events, from the outside in, such as <c>Connect GZIP/3 plain</c>.</summary>
    public HashSet<string> Forms { get; } = [];

    /// <summary>The lines that contain neither an event nor a part of a message.</summary>
    public List<string> Others { get; } = [];

    public IReadOnlyCollection<SplitMessage> SplitMessages => _split.Values;

    public static FormDecoder Decode(ToolResult result)
    {
        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("\n", result.Output);
        var decoder = new FormDecoder();
        foreach (string line in result.Output[..^1].Split('\n'))
            decoder.Add(line);

        return decoder;
    }

    /// <summary>Normalises a value: no spaces, sorted keys, minimal escapes; numbers keep their digits.</summary>
    public static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject()
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"{JsonSerializer.Serialize(member.Name)}:{Canonical(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };

    private void Add(string line)
    {
        _line++;
        if (string.IsNullOrWhiteSpace(line))
        {
            Others.Add(line);
            return;
        }

        DecodeText(line, line, "");
    }

    // The line is the original, the text what remains after removing some forms.
    private void DecodeText(string line, string text, string form)
    {
        using var document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        if (TryUnwrap(root, out string inner, out string wrapper))
            DecodeText(line, inner, $"{form}{wrapper} ");
        else if (root.TryGetProperty("msgId", out _))
            DecodeRecord(line, root, form);
        else if (IsEvent(root))
            AddEvent(root, text, form);
        else
            Others.Add(line);
    }

    private static bool TryUnwrap(JsonElement root, out string inner, out string wrapper)
    {
        (inner, wrapper) = ("", "");
        if (root.TryGetProperty("body", out JsonElement body))
        {
            bool isBase64 = root.GetProperty("isBase64Encoded").GetBoolean();
            wrapper = isBase64 ? "LambdaBase64" : "Lambda";
            inner = isBase64 ? Encoding.UTF8.GetString(Convert.FromBase64String(body.GetString()!)) : body.GetString()!;
        }
        else if (root.TryGetProperty("detail", out JsonElement detail))
        {
            (wrapper, inner) = ("EventBridge", detail.GetRawText());
        }
        else if (root.TryGetProperty("key", out _) && root.TryGetProperty("value", out JsonElement value))
        {
            (wrapper, inner) = ("Connect", value.GetRawText());
        }
        else if (root.TryGetProperty("schema", out _) && root.TryGetProperty("payload", out JsonElement payload))
        {
            (wrapper, inner) = ("ConnectSchema", payload.GetRawText());
        }

        return wrapper.Length > 0;
    }

    private void DecodeRecord(string line, JsonElement record, string form)
    {
        string kind = record.GetProperty("msgCompressionKind").GetString()!;
        string text = record.GetProperty("message").GetString()!;
        int count = record.GetProperty("msgSplitCount").GetInt32();
        if (count > 1)
        {
            string id = record.GetProperty("msgId").GetString()!;
            if (!_split.TryGetValue(id, out SplitMessage? message))
                _split.Add(id, message = new SplitMessage(kind, count));

            Assert.Equal((message.Kind, message.Count), (kind, count));
            bool isComplete = message.Add(record.GetProperty("msgSplitIdx").GetInt32(), text, line, _line);
            if (form.Length > 0)
                Forms.Add($"{form}part");

            if (!isComplete)
                return;

            text = message.Text;
        }

        byte[] bytes = Convert.FromBase64String(text);
        Assert.Contains(kind, new[] { "NONE", "GZIP" });
        if (kind == "GZIP")
            bytes = TemporaryFolder.Gunzip(bytes);

        DecodeText(line, Encoding.UTF8.GetString(bytes), $"{form}{kind}/{count} ");
    }

    private static bool IsEvent(JsonElement root)
        => root.TryGetProperty("message", out JsonElement message)
            && message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty("entity", out _)
            && !message.GetProperty("operationType").GetString()!.StartsWith("TRAIT_", StringComparison.Ordinal);

    private void AddEvent(JsonElement root, string text, string form)
    {
        Events.Add(Canonical(root));
        JsonElement message = root.GetProperty("message");
        string[] keys = [.. message.EnumerateObject().Select(member => member.Name)];
        bool isPlain = text.StartsWith(
            "{\"source\":{},\"version\"", StringComparison.Ordinal) && keys[0] == "type" && !text.Contains("\\u", StringComparison.Ordinal);
        Forms.Add(form + (isPlain ? "plain" : "respelled"));

        if (text.Contains("\", \"", StringComparison.Ordinal) && text.Contains("\": \"", StringComparison.Ordinal))
            Forms.Add("spaced");
        if (text.Contains("\\u00", StringComparison.Ordinal))
            Forms.Add("escaped");
        if (keys[0] == "operationType")
            Forms.Add("operationType first");
        if (text.StartsWith("{\"message\"", StringComparison.Ordinal) && keys.SequenceEqual(keys.Order(StringComparer.Ordinal)))
            Forms.Add("alphabetical");
    }
}

/// <summary>A split message during reassembly.</summary>
internal sealed class SplitMessage(string kind, int count)
{
    private readonly Dictionary<int, (string Text, string Line)> _parts = [];
    private int _lastIndex = -1;

    public string Kind => kind;

    public int Count => count;

    public bool IsComplete => _parts.Count == count;

    public bool IsOutOfOrder { get; private set; }

    public bool IsRepeatedBefore { get; private set; }

    public bool IsRepeatedAfter { get; private set; }

    public int FirstLine { get; private set; }

    /// <summary>The line of the last part, including repetitions.</summary>
    public int LastLine { get; private set; }

    public string Text => string.Concat(Enumerable.Range(0, count).Select(index => _parts[index].Text));

    public IEnumerable<int> Sizes => _parts.OrderBy(part => part.Key).Select(part => part.Value.Text.Length);

    /// <summary>Adds a part.</summary>
    /// <returns>Whether it completes the message.</returns>
    public bool Add(int index, string text, string line, int lineNumber)
    {
        Assert.InRange(index, 0, count - 1);
        FirstLine = FirstLine == 0 ? lineNumber : FirstLine;
        LastLine = lineNumber;
        if (_parts.TryGetValue(index, out (string Text, string Line) known))
        {
            Assert.Equal(known.Line, line);
            IsRepeatedAfter |= IsComplete;
            IsRepeatedBefore |= !IsComplete;
            return false;
        }

        _parts.Add(index, (text, line));
        IsOutOfOrder |= index < _lastIndex;
        _lastIndex = index;
        return IsComplete;
    }
}
