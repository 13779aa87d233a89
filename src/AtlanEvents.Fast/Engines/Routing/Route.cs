namespace AtlanEvents.Fast.Engines.Routing;

/// <summary>The objects on the path to the routing fields.</summary>
internal enum Place
{
    None,
    Root,
    Message,
    Entity,
    Attributes,
}

/// <summary>One row of <see cref="RoutingTable"/>: a key in an object on the path, and the field or traits that it sets.</summary>
/// <param name="parent">The object that has the key.</param>
/// <param name="key">The key, in ASCII.</param>
internal sealed class Route(Place parent, string key)
{
    /// <summary>The object that has the key.</summary>
    public Place Parent { get; } = parent;

    /// <summary>The key as UTF-8, unescaped.</summary>
    public byte[] Key { get; } = System.Text.Encoding.ASCII.GetBytes(key);

    /// <summary>The place of the value, if it is an object; or <see cref="Place.None"/> if its keys are not read.</summary>
    public Place Child { get; init; }

    /// <summary>The field that receives the value, if it is a string; or <see cref="Field.Count"/>.</summary>
    public Field Field { get; init; } = Field.Count;

    /// <summary>Whether a second occurrence in one object is a duplicate field.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The trait that the key gives the line, whatever its value.</summary>
    public MessageTraits Trait { get; init; }

    /// <summary>The trait that the key gives the line if its value is an object.</summary>
    public MessageTraits ObjectTrait { get; init; }

    /// <summary>The trait that the key gives the line if its value is a string.</summary>
    public MessageTraits StringTrait { get; init; }

    /// <summary>Whether the presence of the key changes the traits, so that two lines of one kind cannot differ in it.</summary>
    public bool IsRequired => (Trait | ObjectTrait | StringTrait) != MessageTraits.None;

    /// <summary>The row's bit among the rows of its object.</summary>
    public uint Bit { get; set; }

    /// <summary>The traits that come from this row and from the rows below it.</summary>
    public MessageTraits TraitsBelow { get; set; }

    /// <summary>The fields that come from this row and from the rows below it, one bit each.</summary>
    public uint FieldsBelow { get; set; }
}
