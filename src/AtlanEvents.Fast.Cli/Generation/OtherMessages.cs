namespace AtlanEvents.Fast.Cli.Generation;

/// <summary>Messages that share a stream with the events of assets, and are none.</summary>
internal static class OtherMessages
{
    /// <summary>An event of a relationship: two assets, and no entity.</summary>
    public static string Relationship(SplitMix64 random, long time)
        => Envelope.Wrap(
            $$"""
            {"type":"ENTITY_NOTIFICATION_V2",
            "relationship":{"typeName":"table_columns","guid":"{{random.NextGuid()}}","status":"ACTIVE",
            "end1":{"guid":"{{random.NextGuid()}}","typeName":"Table","uniqueAttributes":{"qualifiedName":"default/a"}
            },
            "end2":{"guid":"{{random.NextGuid()}}","typeName":"Column","uniqueAttributes":{"qualifiedName":"default/a/b"}
            }
            },"operationType":"RELATIONSHIP_CREATE","eventTime":{{time}}}
            """,
            time);

    /// <summary>A message to Atlas: a request to create assets.</summary>
    public static string Hook(SplitMix64 random, long time)
        => Envelope.Wrap(
            $$"""
            {"type":"ENTITY_CREATE_V2","user":"etl","entities":{"referredEntities":{},"entities":[{"typeName":"hive_table",
            "attributes":{"qualifiedName":"db.t{{random.Next(1_000)}}@cluster"},"guid":"-{{random.Next(int.MaxValue)}}","isIncomplete":false}]
            }
            }
            """,
            time);

    /// <summary>A notification of Atlas's first format.</summary>
    public static string V1Notification(SplitMix64 random, long time)
        => Envelope.Wrap(
            $$"""
            {"type":"ENTITY_NOTIFICATION_V1",
            "entity":{"id":{"id":"{{random.NextGuid()}}","typeName":"hive_table","version":0,"state":"ACTIVE"},"typeName":"hive_table",
            "values":{"qualifiedName":"db.t@cluster"},"traitNames":["PII"],"traits":{"PII":{"typeName":"PII","values":{}
            }
            }
            },"operationType":"TRAIT_ADD","traits":[{"typeName":"PII","values":{}
            }],"eventTime":{{time}}}
            """,
            time);

    /// <summary>Another kind of webhook: no envelope, and no asset.</summary>
    public static string DataAccessRequest(SplitMix64 random, long time)
        => JsonLiteral.OneLine(
            $$"""
            {"type":"DATA_ACCESS_REQUEST","payload":{"asset_details":{"guid":"{{random.NextGuid()}}","name":"orders"},
            "request_timestamp":{{time}},"requestor":"autoqa","requestor_comment":"please"}
            }
            """);

    /// <summary>What Atlan sends when a webhook is set up.</summary>
    public static string WebhookHandshake()
        => """{"atlan-webhook": "Hello, humans of data! It worked. Excited to see what you build!"}""";
}
