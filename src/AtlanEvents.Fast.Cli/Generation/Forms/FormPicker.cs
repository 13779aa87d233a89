using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Picks a form for each message, among all in which messages occur.</summary>
internal sealed class FormPicker(SplitMix64 random)
{
    private const int MostParts = 6;

    private static readonly WrapperKind[] s_wrappers = Enum.GetValues<WrapperKind>();

    private static readonly Spelling[] s_spellings =
    [
        Spelling.Spaced,
        Spelling.OperationTypeFirst,
        Spelling.Spaced | Spelling.Escaped | Spelling.OperationTypeFirst,
        Spelling.Escaped | Spelling.Alphabetical,
        Spelling.Spaced | Spelling.Escaped | Spelling.Alphabetical,
    ];

    // How often each form occurs. All but the first start from any spelling.
    private static readonly (int Weight, Func<FormPicker, StreamLine, string[]> Form)[] s_forms =
    [
        (22, (_, line) => [line.Text]),
        (14, (picker, line) => [picker.Respelled(line).Text]),
        (10, (picker, line) => [picker.Compressed(picker.Spelled(line).Text)]),
        (4, (picker, line) => [picker.Compressed(picker.Compressed(picker.Spelled(line).Text))]),
        (10, (picker, line) => picker.Split(picker.Spelled(line).Text, CompressionKind.None)),
        (12, (picker, line) => picker.Split(picker.Spelled(line).Text, CompressionKind.Gzip)),
        (18, (picker, line) => [picker.Wrapped(picker.Spelled(line))]),
        (4, (picker, line) => [picker.Wrapped(line with { Text = picker.Compressed(picker.Spelled(line).Text) })]),
        (6, (picker, line) => picker.SplitAndWrapped(picker.Spelled(line))),
    ];

    private static readonly int s_totalWeight = s_forms.Sum(form => form.Weight);

    private readonly MessageRecords _records = new(random);
    private readonly MessageWrapper _wrapper = new(random);

    /// <summary>The lines that take the place of a message, in order: the message itself, or one or several in its stead.</summary>
    public string[] Pick(StreamLine message)
    {
        int point = random.Next(s_totalWeight);
        int form = 0;
        while (point >= s_forms[form].Weight)
            point -= s_forms[form++].Weight;

        return s_forms[form].Form(this, message);
    }

    private StreamLine Spelled(StreamLine line) => random.Happens(0.2) ? Respelled(line) : line;

    private StreamLine Respelled(StreamLine line) => line with { Text = Respelling.Of(line.Text, random.Pick(s_spellings)) };

    private string Compressed(string message)
        => _records.Whole(MessageEncoding.Encode(message, CompressionKind.Gzip), CompressionKind.Gzip);

    // Some parts are a multiple of 4 characters, most are not.
    private string[] Split(string message, CompressionKind kind)
    {
        string encoded = MessageEncoding.Encode(message, kind);
        int count = 2 + random.Next(MostParts - 1);
        return _records.Split(encoded, kind, (encoded.Length + count - 1) / count);
    }

    private string Wrapped(StreamLine line) => _wrapper.Wrap(line, random.Pick(s_wrappers));

    // At least the first part.
    private string[] SplitAndWrapped(StreamLine line)
    {
        string[] parts = Split(line.Text, random.Happens(0.5) ? CompressionKind.Gzip : CompressionKind.None);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i == 0 || random.Happens(0.5))
                parts[i] = Wrapped(line with { Text = parts[i] });
        }

        return parts;
    }
}
