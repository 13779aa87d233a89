namespace AtlanEvents.Fast.Engines.Shapes.Learning;

/// <summary>A member of an object in a shape.</summary>
/// <param name="Name">Its key between the quotes, each byte as a character: what tells members apart.</param>
/// <param name="Key">Its key from the opening quote up to the value, colon and white space included, each byte as a character.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsTelling">Whether its presence is one of the <see cref="MessageTraits"/>, so that no line of the shape can do without it.</param>
internal sealed record ShapeNodeMember(string Name, string Key, ShapeNode Value, bool IsTelling);
