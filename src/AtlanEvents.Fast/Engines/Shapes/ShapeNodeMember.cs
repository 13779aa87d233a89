namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>A member of an object in a shape: its key from the opening quote up to the value, colon and white space included, each byte as a character.</summary>
internal sealed record ShapeNodeMember(string Key, ShapeNode Value)
{
    /// <summary>The key with its quotes only: two members of one name would be a duplicate, whatever white space follows.</summary>
    public string Name { get; } = Key[..(Key.LastIndexOf('"') + 1)];
}
