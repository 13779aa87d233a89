using System.Text;

namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>The first few of many places. Only these have their texts kept, and long ones not whole.</summary>
internal sealed class Examples
{
    public const int Most = 5;
    private const int MaxTextBytes = 1_024;

    private List<Example>? _examples;

    public IReadOnlyList<Example> All => _examples ?? [];

    public void Add(Example example)
    {
        if (All.Count < Most)
            (_examples ??= new List<Example>(1)).Add(example);
    }

    /// <summary>Adds the place of an event.</summary>
    public void Add(in EventView view, string input, string? detail = null)
    {
        if (All.Count == Most)
            return;

        Add(new Example
        {
            Input = input,
            Line = view.LineNumber,
            Guid = TextOf(view.Guid),
            QualifiedName = TextOf(view.QualifiedName),
            Detail = detail,
        });
    }

    /// <summary>A text that may be long.</summary>
    public static string TextOf(ReadOnlySpan<byte> text)
    {
        if (text.Length <= MaxTextBytes)
            return Encoding.UTF8.GetString(text);

        // Not within a character: its bytes from the second on start with the bits 10.
        int length = MaxTextBytes;
        while ((text[length] & 0xC0) == 0x80)
            length--;

        return Encoding.UTF8.GetString(text[..length]) + "…";
    }

    private static string? TextOf(Utf8Field field) => field.IsPresent ? TextOf(field.Span) : null;
}
