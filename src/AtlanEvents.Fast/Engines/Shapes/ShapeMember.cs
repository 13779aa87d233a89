namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>A member of an object in a <see cref="Shape"/>, which a line may lack.</summary>
internal struct ShapeMember
{
    /// <summary>No further member.</summary>
    public const int None = -1;

    /// <summary>Where the comma in front of it starts in the text; equal to <see cref="KeyStart"/> for the first.</summary>
    public int LeadStart;

    /// <summary>Where its key's opening quote is.</summary>
    public int KeyStart;

    /// <summary>How many bytes from there to its value.</summary>
    public int KeyLength;

    /// <summary>The step whose run has the key.</summary>
    public int Step;

    /// <summary>The member behind it in the same object.</summary>
    public int Next;

    /// <summary>Where the object's end starts, with the white space in front of its brace.</summary>
    public int CloseStart;

    /// <summary>How many bytes that has.</summary>
    public int CloseLength;

    /// <summary>The step whose run has it.</summary>
    public int CloseStep;

    /// <summary>Whether no line can do without it.</summary>
    public bool IsRequired;

    /// <summary>Whether it, or a member behind it in the object, is required.</summary>
    public bool IsRequiredFromHere;

    /// <summary>Whether it is the first of its object.</summary>
    public bool IsFirst;
}
