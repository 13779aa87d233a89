using AtlanEvents.Fast.Testing.Lines;
using AtlanEvents.Fast.Testing.Mutation;
using AtlanEvents.Fast.Testing.Mutation.Trees;

namespace AtlanEvents.Fast.Fuzzing.Cases;

/// <summary>
/// Lines that nearly repeat one model: different letters and digits, and in some streams different lengths, missing members, and one member
/// with values of all kinds.
/// </summary>
internal sealed class RepeatingLines
{
    private const int MaxTextLength = 40;
    private const int MaxDigits = 18;

    private readonly Random _random;
    private readonly byte[] _model;
    private readonly double _variation;
    private readonly TreeMutation _mutation;
    private readonly byte[] _irregularKey = [];
    private readonly double _irregularity;

    public RepeatingLines(byte[] model, Random random)
    {
        _random = random;
        _variation = random.Pick([0, 0.1, 0.5]);
        _model = random.Happens(0.4) ? Respelled(model) : model;
        _mutation = new TreeMutation(random);
        var keys = new List<byte[]>();
        Collect(TreeReader.TryRead(_model), keys);
        if (keys.Count > 0 && random.Happens(0.4))
            (_irregularKey, _irregularity) = (random.Pick(keys), random.Pick([0.05, 0.3]));
    }

    /// <summary>Returns the next line.</summary>
    public byte[] Next()
    {
        byte[] line = SameShape.Of(_model, _random);
        bool isIrregular = _random.Happens(_irregularity);
        bool isVaried = _random.Happens(_variation);
        if ((!isIrregular && !isVaried) || TreeReader.TryRead(line) is not TreeValue root)
            return line;

        if (isVaried)
            Vary(root);

        if (isIrregular)
            _mutation.ChangeValueOf(root, _irregularKey);

        return root.ToBytes();
    }

    private static void Collect(TreeValue? value, List<byte[]> keys)
    {
        if (value is null)
            return;

        foreach (TreeMember member in value.Members)
        {
            if (member.Key is not null)
                keys.Add(member.Key.Text);

            Collect(member.Value, keys);
        }
    }

    private byte[] Respelled(byte[] model)
    {
        if (TreeReader.TryRead(model) is not TreeValue root)
            return model;

        _random.Pick(Spelling.All).ApplyTo(root);
        return root.ToBytes();
    }

    // Values of every kind that an engine should learn.
    private void Vary(TreeValue value)
    {
        if (value.Members.Count > 1 && _random.Happens(0.1))
            value.Members.RemoveAt(_random.Next(value.Members.Count));

        foreach (TreeMember member in value.Members)
        {
            if (member.Value.IsContainer)
                Vary(member.Value);
            else if (_random.Happens(0.1))
                member.Value.Text = OtherLength(member.Value);
        }
    }

    private byte[] OtherLength(TreeValue value)
    {
        if (value.IsString)
            return [(byte)'"', .. ByteMutation.Filled([(byte)_random.Next('a', 'z' + 1)], _random.Next(MaxTextLength)), (byte)'"'];

        return value.IsNumber ? ByteMutation.Filled([(byte)_random.Next('1', '9' + 1)], _random.Next(1, MaxDigits)) : value.Text;
    }
}
