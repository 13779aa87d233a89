using System.Runtime.CompilerServices;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The one table of paths that every engine reads. Only an exact path from the root matches.</summary>
/// <remarks>
/// <code>
/// $ -> message -> operationType, type
///              -> entity -> typeName, guid, deleteHandler
///                        -> attributes -> qualifiedName
/// </code>
/// To add a routing field: add a member to <see cref="Field"/>, a row here, and a property to <see cref="EventView"/>, and its length and
/// letters to <c>AdjacencyRules.AfterRoutingKeys</c>. The tests of routing fail until it has them.
/// </remarks>
internal static class RoutingTable
{
    private static readonly Route[] s_rows =
    [
        new(Place.Root, "message")
        {
            Child = Place.Message,
            IsUnique = true,
            ObjectTrait = MessageTraits.MessageIsObject,
            StringTrait = MessageTraits.MessageIsString,
        },
        new(Place.Root, "atlan-webhook") { Trait = MessageTraits.HasWebhookGreeting },
        new(Place.Root, "type") { Trait = MessageTraits.HasRootType },
        new(Place.Root, "payload") { Trait = MessageTraits.HasRootPayload },

        new(Place.Message, "operationType") { Field = Field.OperationType, IsUnique = true },
        new(Place.Message, "entity") { Child = Place.Entity, IsUnique = true, ObjectTrait = MessageTraits.EntityIsObject },
        new(Place.Message, "type") { Field = Field.MessageType },
        new(Place.Message, "entities") { Trait = MessageTraits.HasEntities },
        new(Place.Message, "relationship") { Trait = MessageTraits.HasRelationship },

        new(Place.Entity, "typeName") { Field = Field.TypeName, IsUnique = true },
        new(Place.Entity, "guid") { Field = Field.Guid, IsUnique = true },
        new(Place.Entity, "deleteHandler") { Field = Field.DeleteHandler, IsUnique = true },
        new(Place.Entity, "attributes") { Child = Place.Attributes, IsUnique = true },

        new(Place.Attributes, "qualifiedName") { Field = Field.QualifiedName, IsUnique = true },
    ];

    private static readonly Route[][] s_byPlace = GroupByPlace();
    private static readonly ulong[] s_keyLengths
        = [.. s_byPlace.Select(rows => rows.Aggregate(0UL, (mask, row) => mask | (1UL << row.Key.Length)))];
    private static readonly int s_maxKeyLength = s_rows.Max(row => row.Key.Length);

    /// <summary>All rows.</summary>
    public static ReadOnlySpan<Route> Rows => s_rows;

    /// <summary>Finds the row of a key.</summary>
    /// <param name="place">The object that has the key.</param>
    /// <param name="key">The bytes between the quotes of a well-formed JSON string.</param>
    /// <param name="isEscaped">Whether the key contains a backslash.</param>
    /// <returns>The row, or <see langword="null"/> if the table has none for the key.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Route? Find(Place place, ReadOnlySpan<byte> key, bool isEscaped)
        => isEscaped ? FindEscaped(place, key) : Find(place, key);

    private static Route? Find(Place place, ReadOnlySpan<byte> key)
    {
        // Most keys differ from all keys of the table in length.
        if ((s_keyLengths[(int)place] & (1UL << (key.Length & 63))) == 0)
            return null;

        foreach (Route row in s_byPlace[(int)place])
        {
            if (key.SequenceEqual(row.Key))
                return row;
        }

        return null;
    }

    private static Route? FindEscaped(Place place, ReadOnlySpan<byte> key)
    {
        // Keys are ASCII, so the longest spelling of one is \uXXXX for each character.
        int maxLength = s_maxKeyLength * JsonText.MaxEscapeLength;
        if (key.Length > maxLength)
            return null;

        // A lone surrogate is not text and equals no key.
        Span<byte> text = stackalloc byte[maxLength];
        return JsonText.TryUnescape(key, text, out int length) ? Find(place, text[..length]) : null;
    }

    private static Route[][] GroupByPlace()
    {
        Route[][] groups = [.. Enum.GetValues<Place>().Select(place => s_rows.Where(row => row.Parent == place).ToArray())];
        foreach (Route[] group in groups)
        {
            for (int i = 0; i < group.Length; i++)
                group[i].Bit = 1u << i;
        }

        // Rows come after the row that leads to them, so a pass from the end sees the rows below first.
        foreach (Route row in s_rows.Reverse())
        {
            Route[] below = row.Child == Place.None ? [] : groups[(int)row.Child];
            row.TraitsBelow = row.Trait | row.ObjectTrait | row.StringTrait;
            row.FieldsBelow = row.Field == Field.Count ? 0 : 1u << (int)row.Field;
            foreach (Route child in below)
            {
                row.TraitsBelow |= child.TraitsBelow;
                row.FieldsBelow |= child.FieldsBelow;
            }
        }

        return groups;
    }
}
