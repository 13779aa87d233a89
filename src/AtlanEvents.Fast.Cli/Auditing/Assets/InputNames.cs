namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>Numbers the inputs. All after the first 31 share one number, which has no name.</summary>
internal sealed class InputNames
{
    /// <summary>The number of all further inputs; the largest number with five bits.</summary>
    public const byte Further = 31;

    private readonly List<string> _names = [];

    public int Count => _names.Count;

    /// <summary>The name of the only input; <see langword="null"/> if there are several.</summary>
    public string? OnlyName => Count == 1 ? _names[0] : null;

    /// <summary>The number of the current input.</summary>
    public byte Current { get; private set; }

    /// <summary>Starts an input, or continues with one.</summary>
    public void Start(string name)
    {
        int number = _names.IndexOf(name);
        if (number < 0)
        {
            number = _names.Count;
            _names.Add(name);
        }

        Current = (byte)Math.Min(number, Further);
    }

    /// <summary>The name of an input, if its number has one.</summary>
    public string? this[byte number] => number < Math.Min(_names.Count, Further) ? _names[number] : null;

    /// <summary>The position of the first delete of an asset, such as <c>line 7</c>, with the input if there are several.</summary>
    public string PositionOf(in AssetRecord asset)
    {
        string line = asset.Line is long number
            ? string.Create(CultureInfo.InvariantCulture, $"line {number}")
            : "a line whose number is not known";
        return Count == 1 ? line : $"{line} of {this[asset.Input] ?? "a later input"}";
    }
}
