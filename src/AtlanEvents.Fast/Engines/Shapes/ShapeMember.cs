using AtlanEvents.Fast.Engines.Routing;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>A member of an object in a <see cref="Shape"/>. Positions are template positions.</summary>
internal struct ShapeMember
{
    /// <summary>No member.</summary>
    public const int None = -1;

    /// <summary>The position of the comma before the key; equal to <see cref="KeyStart"/> for the first member.</summary>
    public int LeadStart;

    /// <summary>The position of the key's opening quote.</summary>
    public int KeyStart;

    /// <summary>The length from the opening quote up to the value.</summary>
    public int KeyLength;

    /// <summary>The step whose run contains the key.</summary>
    public int Step;

    /// <summary>The object in the routing table; or <see cref="Place.None"/>.</summary>
    public Place Place;

    /// <summary>The number of containers around the value.</summary>
    public int Depth;

    /// <summary>The next member of the same object.</summary>
    public int Next;

    /// <summary>The position of the object's end: the white space before its brace.</summary>
    public int CloseStart;

    /// <summary>The length of the object's end.</summary>
    public int CloseLength;

    /// <summary>The step whose run contains the object's end.</summary>
    public int CloseStep;

    /// <summary>Whether every line must have the member.</summary>
    public bool IsRequired;

    /// <summary>Whether this or a later member of the object is required.</summary>
    public bool IsRequiredFromHere;

    /// <summary>Whether it is the first member of its object.</summary>
    public bool IsFirst;
}
