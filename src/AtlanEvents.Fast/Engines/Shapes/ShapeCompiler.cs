using System.Text;

namespace AtlanEvents.Fast.Engines.Shapes;

/// <summary>Lays a tree of nodes out as a <see cref="Shape"/>: one text, and the steps through it.</summary>
internal sealed class ShapeCompiler
{
    /// <summary>The longest text of a shape.</summary>
    public const int MaxTextLength = 16 * 1024;

    private static readonly byte[] s_comma = [(byte)','];

    private readonly List<byte> _text = [];
    private readonly List<ShapeStep> _steps = [];
    private readonly List<ShapeMember> _members = [];
    private int _typeNameStart;
    private byte[]? _typeName;

    /// <summary>Compiles a tree.</summary>
    /// <returns><see langword="null"/> if it is too large, or has no type name.</returns>
    public static Shape? TryCompile(ShapeNode root)
    {
        var compiler = new ShapeCompiler();
        compiler.Add(root);
        compiler.EndRun(HoleKind.End, root);
        if (compiler._typeName is null || compiler._text.Count > MaxTextLength || compiler._members.Count >= short.MaxValue)
            return null;

        return new Shape
        {
            Text = [.. compiler._text, .. new byte[Shape.Padding]],
            Steps = [.. compiler._steps],
            Members = [.. compiler._members],
            MemberAt = compiler.MapMembers(),
            TypeName = compiler._typeName,
            TypeNameStart = compiler._typeNameStart,
        };
    }

    private void Add(ShapeNode node)
    {
        if (node.Members is not null)
            AddObject(node);
        else if (node.Constant is not null)
            AddConstant(node);
        else
            AddHole(node);
    }

    private void AddObject(ShapeNode node)
    {
        _text.Add((byte)'{');
        int previous = ShapeMember.None;
        int first = _members.Count;
        foreach (ShapeNodeMember member in node.Members!)
        {
            bool isFirst = previous == ShapeMember.None;
            int leadStart = _text.Count;
            _text.AddRange(isFirst ? node.FirstLead! : node.NextLead ?? s_comma);
            int index = _members.Count;
            _members.Add(new ShapeMember
            {
                LeadStart = isFirst ? _text.Count : leadStart,
                KeyStart = _text.Count,
                KeyLength = member.Key.Length,
                Step = _steps.Count,
                Next = ShapeMember.None,
                IsFirst = isFirst,
                IsRequired = member.Value.IsOnPath && member.Value.Depth < AttributesDepth,
            });
            if (!isFirst)
                _members[previous] = _members[previous] with { Next = index };

            previous = index;
            _text.AddRange(Encoding.Latin1.GetBytes(member.Key));
            Add(member.Value);
        }

        int closeStart = _text.Count;
        int closeStep = _steps.Count;
        _text.AddRange(node.Close);
        for (int index = first; node.Members!.Count > 0 && index != ShapeMember.None; index = _members[index].Next)
            _members[index] = _members[index] with { CloseStart = closeStart, CloseStep = closeStep, IsRequiredFromHere = IsRequiredFrom(index) };
    }

    // message and entity: without them the line would be no event. attributes may be missing.
    private const int AttributesDepth = 3;

    private bool IsRequiredFrom(int index)
    {
        for (; index != ShapeMember.None; index = _members[index].Next)
        {
            if (_members[index].IsRequired)
                return true;
        }

        return false;
    }

    private void AddConstant(ShapeNode node)
    {
        int start = _text.Count;
        _text.AddRange(node.Constant!);
        if (node.Field == Field.Count || node.Constant![0] != (byte)'"')
            return;

        // The run ends with the field, so that no difference behind it can make the match forget it.
        if (node.Field == Field.TypeName)
            (_typeName, _typeNameStart) = (node.Constant[1..^1], start + 1);

        EndRun(HoleKind.None, node, start + 1, node.Constant.Length - 2);
    }

    private void AddHole(ShapeNode node)
    {
        const byte Quote = (byte)'"';
        if (node.Hole == HoleKind.String)
            _text.Add(Quote);

        EndRun(node.Hole, node);
        if (node.Hole == HoleKind.String)
            _text.Add(Quote);
    }

    private void EndRun(HoleKind hole, ShapeNode node, int fieldStart = 0, int fieldLength = 0)
        => _steps.Add(new ShapeStep
        {
            RunEnd = _text.Count,
            RunField = hole == HoleKind.None ? node.Field : Field.Count,
            RunFieldStart = fieldStart,
            RunFieldLength = fieldLength,
            Hole = hole,
            HoleField = hole == HoleKind.None ? Field.Count : node.Field,
            Depth = (byte)node.Depth,
        });

    private short[] MapMembers()
    {
        short[] map = new short[_text.Count];
        for (int index = 0; index < _members.Count; index++)
        {
            ShapeMember member = _members[index];
            short blamed = (short)(index + 1);
            map.AsSpan(member.LeadStart, member.KeyStart - member.LeadStart).Fill((short)-blamed);
            map.AsSpan(member.KeyStart, member.KeyLength).Fill(blamed);
        }

        return map;
    }
}
