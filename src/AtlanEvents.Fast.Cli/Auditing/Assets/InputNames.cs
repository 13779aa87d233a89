using System.Globalization;

namespace AtlanEvents.Fast.Cli.Auditing.Assets;

/// <summary>The inputs by number. Those beyond the first thirty share one number, which has no name.</summary>
internal sealed class InputNames
{
    /// <summary>The number of inputs that are not told apart; it takes five bits.</summary>
    public const byte Further = 31;

    private readonly List<string> _names = [];

    public int Count => _names.Count;

    /// <summary>The name of the input, if there was one only.</summary>
    public string? OnlyName => Count == 1 ? _names[0] : null;

    /// <summary>The number of the input that is being read.</summary>
    public byte Current { get; private set; }

    public void Start(string name)
    {
        Current = (byte)Math.Min(_names.Count, Further);
        _names.Add(name);
    }

    /// <summary>The name, if there is one.</summary>
    public string? this[byte number] => number < Math.Min(_names.Count, Further) ? _names[number] : null;

    /// <summary>The name of the input that is being read.</summary>
    public string CurrentName => _names[^1];

    /// <summary>Where an asset was deleted first, such as <c>line 7</c>, with the input if there are several.</summary>
    public string PlaceOf(in AssetRecord asset)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"line {asset.Line}");
        return Count == 1 ? line : $"{line} of {this[asset.Input] ?? "a later input"}";
    }
}
