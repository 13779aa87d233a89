using AtlanEvents.Fast.Cli.Auditing.Collecting;

namespace AtlanEvents.Fast.Cli.Auditing.Findings;

/// <summary>An occurrence of a finding. Unknown values are null.</summary>
internal sealed record Example
{
    /// <summary>The input of the line.</summary>
    public string? Input { get; init; }

    public long? Line { get; init; }

    public string? Guid { get; init; }

    public string? QualifiedName { get; init; }

    /// <summary>For a missing parent, the number of deleted assets directly below it.</summary>
    public long? Children { get; init; }

    /// <summary>Further information for people.</summary>
    public string? Detail { get; init; }
}

/// <summary>The first few occurrences of a finding. Only their strings are kept, and long strings are truncated.</summary>
/// <param name="maxCount">The maximum number of examples.</param>
internal sealed class Examples(int maxCount = Examples.DefaultMaxCount)
{
    public const int DefaultMaxCount = 5;
    private const int MaxTextBytes = 1_024;

    private List<Example>? _examples;

    public IReadOnlyList<Example> All => _examples ?? [];

    /// <summary>Whether no more examples are kept.</summary>
    public bool IsFull => All.Count >= maxCount;

    public void Add(Example example)
    {
        if (!IsFull)
            (_examples ??= new List<Example>(1)).Add(example);
    }

    /// <summary>Adds an event.</summary>
    public void Add(in AuditEvent found, string? detail = null)
    {
        if (IsFull)
            return;

        Add(new Example
        {
            Input = found.Input,
            Line = found.Line,
            Guid = found.HasGuid ? TextOf(found.Guid) : null,
            QualifiedName = found.HasName ? TextOf(found.Name) : null,
            Detail = detail,
        });
    }

    /// <summary>Decodes a string, truncated if it is long.</summary>
    public static string TextOf(ReadOnlySpan<byte> text)
    {
        if (text.Length <= MaxTextBytes)
            return Encoding.UTF8.GetString(text);

        // Do not truncate within a character: continuation bytes start with the bits 10.
        int length = MaxTextBytes;
        while ((text[length] & 0xC0) == 0x80)
            length--;

        return Encoding.UTF8.GetString(text[..length]) + "…";
    }
}
