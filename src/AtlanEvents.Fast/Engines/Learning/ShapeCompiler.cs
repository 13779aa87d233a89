using System.Diagnostics;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Compiles trees of nodes to shapes: a template and the steps through it. Keeps its buffers from one to the next.</summary>
internal sealed class ShapeCompiler
{
    /// <summary>The maximum length of a template in bytes.</summary>
    public const int MaxTemplateLength = 16 * 1024;

    private const byte Quote = (byte)'"';

    private readonly List<byte> _low = [];

    // Ranges other than 0.
    private readonly List<(int Start, int Length, byte Range)> _ranges = [];
    private readonly List<ShapeStep> _steps = [];
    private readonly List<ShapeField> _fields = [];
    private readonly List<ShapeMember> _members = [];
    private readonly List<ReplaceableValue> _replaceables = [];
    private readonly List<ShapeNode> _replaceableNodes = [];
    private int _firstFieldOfRun;

    /// <summary>Compiles a tree.</summary>
    /// <param name="sketch">The tree.</param>
    /// <param name="replaceables">The nodes of <see cref="Shape.Replaceables"/>.</param>
    /// <returns><see langword="null"/> if it is too large.</returns>
    public Shape? TryCompile(ShapeSketch sketch, out ShapeNode[] replaceables)
    {
        Clear();
        AddObject(sketch.Root);
        AddText("\n"u8);
        EndRun(new ShapeStep { Hole = HoleKind.End, HoleField = Field.Count });
        replaceables = [.. _replaceableNodes];
        if (_low.Count > MaxTemplateLength || _members.Count > TemplateToken.MaxCount)
            return null;

        byte[] low = new byte[_low.Count + Shape.Padding];
        _low.CopyTo(low);
        byte[] range = new byte[low.Length];
        foreach ((int start, int length, byte value) in _ranges)
            range.AsSpan(start, length).Fill(value);

        return new Shape
        {
            Low = low,
            Range = range,
            Steps = [.. _steps],
            Fields = [.. _fields],
            Members = [.. _members],
            Replaceables = [.. _replaceables],
            Tokens = MapTokens(),
            Traits = sketch.Traits,
        };
    }

    private void Clear()
    {
        _low.Clear();
        _ranges.Clear();
        _steps.Clear();
        _fields.Clear();
        _members.Clear();
        _replaceables.Clear();
        _replaceableNodes.Clear();
        _firstFieldOfRun = 0;
    }

    private void Add(ShapeNode node)
    {
        if (node is ShapeObject value)
            AddObject(value);
        else if (node.Constant is not null)
            AddConstant(node);
        else if (node.Hole == HoleKind.String)
            AddString(node);
        else if (node.Hole == HoleKind.Number)
            AddNumber(node);
        else
            EndRun(new ShapeStep { Hole = HoleKind.Any, HoleField = node.Field, Depth = (byte)node.Depth });
    }

    private void AddObject(ShapeObject node)
    {
        AddText("{"u8);
        int previous = ShapeMember.None;
        int first = _members.Count;
        foreach ((MemberKey key, ShapeNode value) in node.Members)
        {
            bool isFirst = previous == ShapeMember.None;
            int leadStart = _low.Count;
            AddText(isFirst ? node.FirstLead : node.NextLead ?? ","u8);
            int index = _members.Count;
            _members.Add(new ShapeMember
            {
                LeadStart = isFirst ? _low.Count : leadStart,
                KeyStart = _low.Count,
                KeyLength = key.Text.Length,
                Step = _steps.Count,
                Place = node.Place,
                Depth = node.Depth + 1,
                Next = ShapeMember.None,
                IsFirst = isFirst,
                IsRequired = key.Route is { IsRequired: true },
            });
            if (!isFirst)
                MemberAt(previous).Next = index;

            previous = index;
            AddText(key.Text);
            int valueStart = _low.Count;
            Add(value);
            if (value.IsReplaceable)
                AddReplaceable(value, valueStart);
        }

        int closeStart = _low.Count;
        int closeStep = _steps.Count;
        AddText(node.Close);
        Close(node.Members.Length > 0 ? first : ShapeMember.None, closeStart, closeStep);
    }

    private ref ShapeMember MemberAt(int index) => ref CollectionsMarshal.AsSpan(_members)[index];

    private void AddReplaceable(ShapeNode value, int start)
    {
        _replaceableNodes.Add(value);
        _replaceables.Add(new ReplaceableValue
        {
            Start = start,
            End = _low.Count,
            EndStep = _steps.Count,
            Depth = value.Depth,
            Field = value.Field,
            IsObject = value is ShapeObject,
        });
    }

    private void Close(int first, int closeStart, int closeStep)
    {
        Span<ShapeMember> members = CollectionsMarshal.AsSpan(_members);
        int lastRequired = ShapeMember.None;
        for (int index = first; index != ShapeMember.None; index = members[index].Next)
            lastRequired = members[index].IsRequired ? index : lastRequired;

        for (int index = first; index != ShapeMember.None; index = members[index].Next)
        {
            ref ShapeMember member = ref members[index];
            member.CloseStart = closeStart;
            member.CloseLength = _low.Count - closeStart;
            member.CloseStep = closeStep;
            member.IsRequiredFromHere = index <= lastRequired;
        }
    }

    private void AddConstant(ShapeNode node)
    {
        if (node.Field != Field.Count && node.Constant![0] == Quote)
            _fields.Add(NewField(node.Field, _low.Count + 1, node.Constant.Length - 2));

        AddText(node.Constant);
    }

    private void AddString(ShapeNode node)
    {
        _low.Add(Quote);
        if (node.Length is int length)
        {
            if (node.Field != Field.Count)
                _fields.Add(NewField(node.Field, _low.Count, length));

            AddRange(Shape.MinIdentifierByte, Shape.MaxIdentifierByte, length);
        }
        else
        {
            EndRun(new ShapeStep { Hole = HoleKind.String, HoleField = node.Field });
        }

        _low.Add(Quote);
    }

    private void AddNumber(ShapeNode node)
    {
        if (node.Length is int length)
        {
            AddRange(length == 1 ? (byte)'0' : (byte)'1', (byte)'9', 1);
            AddRange((byte)'0', (byte)'9', length - 1);
            return;
        }

        EndRun(new ShapeStep { Hole = HoleKind.Number, HoleField = Field.Count });
    }

    private void AddText(ReadOnlySpan<byte> text) => _low.AddRange(text);

    private void AddRange(byte low, byte high, int count)
    {
        bool leavesOutNothingElse = high - low < IByteBlock.NeverAbove || low + IByteBlock.NeverAbove == '\\';
        Debug.Assert(leavesOutNothingElse, "Requires that only backslashes are left out.");
        int start = _low.Count;
        CollectionsMarshal.SetCount(_low, start + count);
        CollectionsMarshal.AsSpan(_low)[start..].Fill(low);
        _ranges.Add((start, count, (byte)(high - low)));
    }

    private void EndRun(ShapeStep step)
    {
        _steps.Add(step with
        {
            RunStart = _steps.Count == 0 ? 0 : _steps[^1].RunEnd,
            RunEnd = _low.Count,
            FirstField = _firstFieldOfRun,
            FieldCount = _fields.Count - _firstFieldOfRun,
        });
        _firstFieldOfRun = _fields.Count;
    }

    private static ShapeField NewField(Field field, int start, int length)
        => new() { Slice = new FieldSlice(start, length, FieldForm.Plain), Field = field };

    private TemplateToken[] MapTokens()
    {
        var tokens = new TemplateToken[_low.Count];
        for (int index = 0; index < _members.Count; index++)
        {
            ref ShapeMember member = ref MemberAt(index);
            tokens.AsSpan(member.LeadStart, member.KeyStart - member.LeadStart).Fill(new TemplateToken(TokenKind.Lead, index));
            tokens.AsSpan(member.KeyStart, member.KeyLength).Fill(new TemplateToken(TokenKind.Key, index));
            if (member.Next == ShapeMember.None)
                tokens[member.CloseStart] = new TemplateToken(TokenKind.End, index);
        }

        for (int index = 0; index < _replaceables.Count; index++)
        {
            // A value that differs from an object differs from its brace.
            ReplaceableValue value = _replaceables[index];
            int length = value.IsObject ? 1 : value.End - value.Start;
            tokens.AsSpan(value.Start, length).Fill(new TemplateToken(TokenKind.Value, index));
        }

        return tokens;
    }
}
