using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation;

internal sealed record MixedStreamOptions
{
    /// <summary>The number of lines.</summary>
    public int Events { get; init; } = 10_000;

    /// <summary>The probability that an attribute is missing from an event.</summary>
    public double DropRate { get; init; } = 0.1;

    public ulong Seed { get; init; } = 1;
}

/// <summary>Writes a stream of every kind of event, with the other messages that occur in real dumps.</summary>
internal static class MixedStream
{
    private const long FirstEventTime = 1_690_000_000_000;

    // The frequency of each kind of line. Most changes are updates.
    private static readonly (int Weight, Func<SplitMix64, double, long, StreamLine> Write)[] s_kinds =
    [
        (20, (random, drop, time) => EntityEvent(random, drop, time, "ENTITY_CREATE")),
        (40, (random, drop, time) => EntityUpdate(random, drop, time)),
        (12, (random, drop, time) => EntityDelete(random, drop, time)),
        (8, (random, drop, time) => CustomMetadata(random, drop, time)),
        (8, (random, drop, time) => Classification(random, drop, time, "CLASSIFICATION_ADD")),
        (5, (random, drop, time) => Classification(random, drop, time, "CLASSIFICATION_DELETE")),
        (2, (random, drop, time) => Classification(random, drop, time, "CLASSIFICATION_UPDATE")),
        (3, (random, _, time) => OtherMessages.Relationship(random, time)),
        (1, (random, _, time) => OtherMessages.Hook(random, time)),
        (1, (random, _, time) => OtherMessages.V1Notification(random, time)),
        (1, (random, _, time) => OtherMessages.DataAccessRequest(random, time)),
        (1, (_, _, _) => OtherMessages.WebhookHandshake()),
    ];

    private static readonly string[] s_handlers = ["SOFT", "DEFAULT", "HARD", "PURGE"];

    /// <summary>Writes the lines as NDJSON. The same options always give the same bytes.</summary>
    public static void Write(Stream output, MixedStreamOptions options)
    {
        using var lines = new LineWriter(output);
        Write(lines, options);
    }

    /// <summary>Writes the lines to a sink. The same options always give the same lines.</summary>
    public static void Write(ILineSink lines, MixedStreamOptions options)
    {
        var random = new SplitMix64(options.Seed);
        int total = s_kinds.Sum(kind => kind.Weight);
        for (int i = 0; i < options.Events; i++)
        {
            int point = random.Next(total);
            int kind = 0;
            while (point >= s_kinds[kind].Weight)
                point -= s_kinds[kind++].Weight;

            lines.Write(s_kinds[kind].Write(random, options.DropRate, FirstEventTime + (i * 40L)));
        }
    }

    private static StreamLine EntityEvent(SplitMix64 random, double dropRate, long time, string operationType)
    {
        var asset = new Asset(random.Pick(AssetType.All), random);
        return Event(asset, Entity(asset, asset.Attributes(dropRate), random, time), operationType, time);
    }

    private static StreamLine EntityUpdate(SplitMix64 random, double dropRate, long time)
    {
        var asset = new Asset(random.Pick(AssetType.All), random);

        // The changes have the shape of an asset: the same keys in another place.
        string changed =
            $$"""
            {"typeName":"{{asset.Type.Name}}",
            "attributes":{"qualifiedName":{{JsonLiteral.Of(asset.QualifiedName)}},"description":{{JsonLiteral.Of("changed\tnow")}}},
            "guid":"{{asset.Guid}}","isIncomplete":false,"provenanceType":0,"updateTime":{{time}},"version":0,"proxy":false}
            """;
        return Event(asset, Entity(asset, asset.Attributes(dropRate), random, time), "ENTITY_UPDATE", time, changed);
    }

    private static StreamLine EntityDelete(SplitMix64 random, double dropRate, long time)
    {
        var asset = new Asset(random.Pick(AssetType.All), random);
        string? handler = random.Happens(0.1) ? null : random.Pick(s_handlers);
        return Event(asset, Entity(asset, asset.Attributes(dropRate), random, time, "DELETED", handler), "ENTITY_DELETE", time);
    }

    private static StreamLine CustomMetadata(SplitMix64 random, double dropRate, long time)
    {
        var asset = new Asset(random.Pick(AssetType.All), random);

        // null removes an attribute of custom metadata; a value can be any text.
        string value = random.Happens(0.3) ? "null" : JsonLiteral.Of("""{"guid":"not this","typeName":"nor this"} é""");
        string changed = $"{{\"MNJ8mpLsIOaP4OQnLNhRta\":{{\"fWMB77RSjRGNYoFeD4FcGi\":{value}}}}}";
        return Event(asset, Entity(asset, asset.Attributes(dropRate), random, time), "BUSINESS_ATTRIBUTE_UPDATE", time, changed);
    }

    private static StreamLine Classification(SplitMix64 random, double dropRate, long time, string operationType)
    {
        var asset = new Asset(random.Pick(AssetType.All), random);
        string taggedGuid = random.Happens(0.5) ? asset.Guid : random.NextGuid();
        string classification =
            $$"""
            {"typeName":"WQ6XGXwq9o7UnZlkWyKhQN","entityGuid":"{{taggedGuid}}","entityStatus":"ACTIVE","propagate":true,
            "validityPeriods":[],"removePropagationsOnEntityDelete":true,"restrictPropagationThroughLineage":false}
            """;
        string entity = Entity(asset, asset.Attributes(dropRate), random, time, classifications: $"[{classification}]");
        return Event(asset, entity, operationType, time, $"[{classification}]");
    }

    private static string Entity(
        Asset asset,
        string attributes,
        SplitMix64 random,
        long time,
        string status = "ACTIVE",
        string? deleteHandler = null,
        string classifications = "[]")
    {
        string superTypes = string.Join(',', asset.Type.SuperTypes.Select(JsonLiteral.Of));
        string handler = deleteHandler is null ? "" : $",\"deleteHandler\":\"{deleteHandler}\"";

        return
            $$"""
            {"typeName":"{{asset.Type.Name}}","attributes":{{attributes}},"superTypeNames":[{{superTypes}}],
            "guid":"{{asset.Guid}}","status":"{{status}}","displayText":{{JsonLiteral.Of(asset.Name)}},
            "classificationNames":[],"classifications":{{classifications}},"meaningNames":[],"meanings":[],"isIncomplete":false,"labels":[],
            "createdBy":"service-account-apikey-1","updatedBy":"autoqa","createTime":{{time - 86_400_000}},"updateTime":{{time}}{{handler}},
            "relationshipAttributes":{"anchor":{"guid":"{{random.NextGuid()}}","typeName":"Schema",
            "entityStatus":"ACTIVE","displayText":"public",
            "relationshipType":"schema_tables","uniqueAttributes":{"qualifiedName":"default/elsewhere/{{random.Next(1_000)}}"}
            }
            },"internalAttributes":{"__customAttributes":null}
            }
            """;
    }

    private static StreamLine Event(Asset asset, string entity, string operationType, long time, string? mutatedDetails = null)
        => new(Envelope.Wrap(Envelope.EntityMessage(entity, operationType, time, mutatedDetails), time + 160), asset.Guid);
}
