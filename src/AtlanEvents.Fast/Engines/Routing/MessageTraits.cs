namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The properties of a line that determine its kind of message, by the rule in <see cref="MessageClassifier"/>.</summary>
[Flags]
internal enum MessageTraits
{
    None = 0,

    /// <summary><c>$.message</c> is an object.</summary>
    MessageIsObject = 1 << 0,

    /// <summary><c>$.message</c> is a string.</summary>
    MessageIsString = 1 << 1,

    /// <summary><c>$.message.entity</c> is an object.</summary>
    EntityIsObject = 1 << 2,

    /// <summary><c>$.message.entities</c> exists.</summary>
    HasEntities = 1 << 3,

    /// <summary><c>$.message.relationship</c> exists.</summary>
    HasRelationship = 1 << 4,

    /// <summary><c>$.atlan-webhook</c> exists.</summary>
    HasWebhookGreeting = 1 << 5,

    /// <summary><c>$.type</c> exists.</summary>
    HasRootType = 1 << 6,

    /// <summary><c>$.payload</c> exists.</summary>
    HasRootPayload = 1 << 7,
}
