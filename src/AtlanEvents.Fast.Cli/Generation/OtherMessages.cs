using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>Messages that occur among events in a stream.</summary>
internal static class OtherMessages
{
    /// <summary>An event about a relationship: it has two assets and no entity.</summary>
    public static StreamLine Relationship(SplitMix64 random, long time)
    {
        string guid = random.NextGuid();
        string message =
            $$"""
            {"type":"ENTITY_NOTIFICATION_V2",
            "relationship":{"typeName":"table_columns","guid":"{{guid}}","status":"ACTIVE",
            "end1":{"guid":"{{random.NextGuid()}}","typeName":"Table","uniqueAttributes":{"qualifiedName":"default/a"}
            },
            "end2":{"guid":"{{random.NextGuid()}}","typeName":"Column","uniqueAttributes":{"qualifiedName":"default/a/b"}
            }
            },"operationType":"RELATIONSHIP_CREATE","eventTime":{{time}}}
            """;
        return new StreamLine(Envelope.Wrap(message, time), guid);
    }

    /// <summary>A message to Atlas that requests the creation of assets.</summary>
    public static StreamLine Hook(SplitMix64 random, long time)
    {
        int table = random.Next(1_000);
        string guid = $"-{random.Next(int.MaxValue)}";
        string message =
            $$"""
            {"type":"ENTITY_CREATE_V2","user":"etl","entities":{"referredEntities":{},"entities":[{"typeName":"hive_table",
            "attributes":{"qualifiedName":"db.t{{table}}@cluster"},"guid":"{{guid}}","isIncomplete":false}]
            }
            }
            """;
        return new StreamLine(Envelope.Wrap(message, time), guid);
    }

    /// <summary>A notification in the first format of Atlas.</summary>
    public static StreamLine V1Notification(SplitMix64 random, long time)
    {
        string guid = random.NextGuid();
        string message =
            $$"""
            {"type":"ENTITY_NOTIFICATION_V1",
            "entity":{"id":{"id":"{{guid}}","typeName":"hive_table","version":0,"state":"ACTIVE"},"typeName":"hive_table",
            "values":{"qualifiedName":"db.t@cluster"},"traitNames":["PII"],"traits":{"PII":{"typeName":"PII","values":{}
            }
            }
            },"operationType":"TRAIT_ADD","traits":[{"typeName":"PII","values":{}
            }],"eventTime":{{time}}}
            """;
        return new StreamLine(Envelope.Wrap(message, time), guid);
    }

    /// <summary>Another kind of webhook, without envelope and asset.</summary>
    public static StreamLine DataAccessRequest(SplitMix64 random, long time)
    {
        string layout =
            $$"""
            {"type":"DATA_ACCESS_REQUEST","payload":{"asset_details":{"guid":"{{random.NextGuid()}}","name":"orders"},
            "request_timestamp":{{time}},"requestor":"autoqa","requestor_comment":"please"}
            }
            """;
        return new StreamLine(JsonLiteral.OneLine(layout), Key: null);
    }

    /// <summary>The message that Atlan sends when a webhook is set up.</summary>
    public static StreamLine WebhookHandshake()
        => new("""{"atlan-webhook": "Hello, humans of data! It worked. Excited to see what you build!"}""", Key: null);
}
