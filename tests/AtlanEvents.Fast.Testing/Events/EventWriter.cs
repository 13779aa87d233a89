namespace AtlanEvents.Fast.Testing.Events;

/// <summary>Writes an <see cref="EventModel"/> as a line, independently of the library.</summary>
public static class EventWriter
{
    private static readonly string[] s_routingKeys =
        ["message", "entity", "operationType", "typeName", "guid", "attributes", "qualifiedName", "deleteHandler"];

    private static readonly string[] s_texts =
    [
        "", "x", "ENTITY_CREATE", "Table", "00000000-0000-0000-0000-000000000000", "default/decoy/1", "PURGE", "a \"quoted\" text",
        "{\"message\":{\"entity\":{\"guid\":\"decoy\"}}}", "back\\slash", "line\nbreak", "caf\u00e9", "\ud83d\ude00", "\u2028", "\u007f",
        "\0",
        "\",\"guid\":\"decoy", "\\", "\\\"", "]}", "/", "0123456789012345678901234567890123456789012345678901234567890123456789",
    ];

    private static readonly string[] s_scalars =
        ["0", "-0", "1", "-1", "1.5", "1e5", "1E+2", "1.17549435e-38", "1667822854307", "123456789012345678901234567890", "true", "false",
            "null"];

    // The grammar permits a lone surrogate escape; only a routing field must be valid text.
    private static readonly string[] s_oddities = [.. s_scalars, "\"\\ud800\"", "\"\\uDC00\\uD800x\"", "[]", "{}"];

    /// <summary>Writes the event, without a newline.</summary>
    public static byte[] Write(EventModel model, WritingStyle? style = null)
    {
        style ??= new WritingStyle();
        var random = new Random(style.Seed);
        return new JsonWriter(style, random).Write(Envelope(model, random));
    }

    private static Member[] Envelope(EventModel model, Random random)
    {
        int decoys = model.Decoys;
        Member[] attributes =
        [
            new("connectionQualifiedName", "default/decoy/1"),
            .. Optional("qualifiedName", model.QualifiedName, decoys, random),
            .. Decoys(decoys, ["qualifiedName"], random),
        ];
        Member[] entity =
        [
            .. Optional("typeName", model.TypeName, decoys, random),
            new("attributes", attributes),
            .. Optional("guid", model.Guid, decoys, random),
            .. Optional("deleteHandler", model.DeleteHandler, decoys, random),
            .. KnownDecoys(decoys, "relationshipAttributes", "classifications"),
            .. Decoys(decoys, ["typeName", "guid", "attributes", "deleteHandler"], random),
        ];
        Member[] message =
        [
            .. Optional("type", model.MessageType, decoys: 0, random),
            new("entity", entity),
            .. Optional("operationType", model.OperationType, decoys, random),
            new("eventTime", new Raw("1667822854152")),
            .. KnownDecoys(decoys, "mutatedDetails"),
            .. Decoys(decoys, ["entity", "operationType"], random),
        ];
        return
        [
            new("version", new Member[] { new("version", "1.0.0"), new("versionParts", new object[] { new Raw("1") }) }),
            new("msgSplitCount", new Raw("1")),
            new("message", message),
            .. Decoys(decoys, ["message"], random),
        ];
    }

    // An absent field is missing, or has a value that is not a string.
    private static Member[] Optional(string key, string? text, int decoys, Random random)
    {
        if (text is not null)
            return [new(key, text)];

        return decoys > 0 && random.Next(2) == 0 ? [new(key, NotAString(random))] : [];
    }

    private static object NotAString(Random random) => random.Next(3) switch
    {
        0 => new Raw(Pick(s_scalars, random)),
        1 => new object[] { "decoy", EntityLike() },
        _ => EntityLike(),
    };

    private static Member[] KnownDecoys(int decoys, params string[] names)
        => decoys == 0
            ? [] : [.. names.Select(name => new Member(name, name == "classifications" ? new object[] { EntityLike() } : EntityLike()))];

    private static Member[] EntityLike() =>
    [
        new("typeName", "Decoy"),
        new("guid", "decoy"),
        new("deleteHandler", "PURGE"),
        new("operationType", "ENTITY_CREATE"),
        new("attributes", new Member[] { new("qualifiedName", "default/decoy/1") }),
        new("entity", new Member[] { new("guid", "decoy") }),
        new("message", new Member[] { new("entity", new Member[] { new("guid", "decoy") }) }),
    ];

    private static Member[] Decoys(int count, string[] reserved, Random random)
    {
        // A routing key in another place, or any other key. Both may repeat.
        string[] names = [.. s_routingKeys.Except(reserved), .. s_texts];
        return [.. Enumerable.Range(0, count).Select(_ => new Member(Pick(names, random), Anything(depth: 2, random)))];
    }

    private static object Anything(int depth, Random random) => random.Next(depth > 0 ? 6 : 3) switch
    {
        0 or 1 => Pick(s_texts, random),
        2 => new Raw(Pick(s_oddities, random)),
        3 => EntityLike(),
        4 => Enumerable.Range(0, random.Next(4)).Select(_ => Anything(depth - 1, random)).ToArray(),
        _ => Decoys(random.Next(4), [], random),
    };

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];
}
