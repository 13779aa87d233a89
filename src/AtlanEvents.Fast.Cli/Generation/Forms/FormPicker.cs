using AtlanEvents.Fast.Cli.Generation.Lines;

namespace AtlanEvents.Fast.Cli.Generation.Forms;

/// <summary>Chooses a random form for each message, among all the forms in which messages occur.</summary>
internal sealed class FormPicker(SplitMix64 random)
{
    private const int MaxParts = 6;

    private static readonly WrapperKind[] s_wrappers = Enum.GetValues<WrapperKind>();

    private static readonly JsonStyle[] s_styles =
    [
        JsonStyle.Spaced,
        JsonStyle.OperationTypeFirst,
        JsonStyle.Spaced | JsonStyle.Escaped | JsonStyle.OperationTypeFirst,
        JsonStyle.Escaped | JsonStyle.Alphabetical,
        JsonStyle.Spaced | JsonStyle.Escaped | JsonStyle.Alphabetical,
    ];

    // The frequency of each form. All but the first two may also be reformatted.
    private static readonly (int Weight, Func<FormPicker, StreamLine, string[]> Form)[] s_forms =
    [
        (22, (_, line) => [line.Text]),
        (14, (picker, line) => [picker.Reformatted(line).Text]),
        (10, (picker, line) => [picker.Compressed(picker.MaybeReformatted(line).Text)]),
        (4, (picker, line) => [picker.Compressed(picker.Compressed(picker.MaybeReformatted(line).Text))]),
        (10, (picker, line) => picker.Split(picker.MaybeReformatted(line).Text, CompressionKind.None)),
        (12, (picker, line) => picker.Split(picker.MaybeReformatted(line).Text, CompressionKind.Gzip)),
        (18, (picker, line) => [picker.Wrapped(picker.MaybeReformatted(line))]),
        (4, (picker, line) => [picker.Wrapped(line with { Text = picker.Compressed(picker.MaybeReformatted(line).Text) })]),
        (6, (picker, line) => picker.SplitAndWrapped(picker.MaybeReformatted(line))),
    ];

    private static readonly int s_totalWeight = s_forms.Sum(form => form.Weight);

    private readonly MessageRecords _records = new(random);
    private readonly MessageWrapper _wrapper = new(random);

    /// <summary>The lines that replace a message, in order.</summary>
    public string[] Pick(StreamLine message)
    {
        int point = random.Next(s_totalWeight);
        int form = 0;
        while (point >= s_forms[form].Weight)
            point -= s_forms[form++].Weight;

        return s_forms[form].Form(this, message);
    }

    private StreamLine MaybeReformatted(StreamLine line) => random.Happens(0.2) ? Reformatted(line) : line;

    private StreamLine Reformatted(StreamLine line) => line with { Text = JsonReformatter.Format(line.Text, random.Pick(s_styles)) };

    private string Compressed(string message)
        => _records.Whole(MessageEncoding.Encode(message, CompressionKind.Gzip), CompressionKind.Gzip);

    // The length of a part is usually not a multiple of 4 characters.
    private string[] Split(string message, CompressionKind kind)
    {
        string encoded = MessageEncoding.Encode(message, kind);
        int count = 2 + random.Next(MaxParts - 1);
        return _records.Split(encoded, kind, (encoded.Length + count - 1) / count);
    }

    private string Wrapped(StreamLine line) => _wrapper.Wrap(line, random.Pick(s_wrappers));

    // Wraps at least the first part.
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
