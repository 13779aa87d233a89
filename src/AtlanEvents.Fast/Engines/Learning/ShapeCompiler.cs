using System.Diagnostics;
using System.Text;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;
using AtlanEvents.Fast.Engines.Shapes;

namespace AtlanEvents.Fast.Engines.Learning;

/// <summary>Compiles a tree of nodes to a <see cref="Shape"/>: a template and the steps through it.</summary>
internal sealed class ShapeCompiler
{
    /// <summary>The maximum length of a template in bytes.</summary>
    public const int MaxTemplateLength = 16 * 1024;

    private const byte Quote = (byte)'"';

    private static readonly byte[] s_comma = [(byte)','];

    private readonly List<byte> _low = [];
    private readonly List<byte> _range = [];
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
    public static Shape? TryCompile(ShapeSketch sketch, out IReadOnlyList<ShapeNode> replaceables)
    {
        var compiler = new ShapeCompiler();
        replaceables = compiler._replaceableNodes;
        compiler.Add(sketch.Root);
        compiler.AddText("\n"u8);
        compiler.EndRun(new ShapeStep { Hole = HoleKind.End, HoleField = Field.Count });
        if (compiler._low.Count > MaxTemplateLength || compiler._members.Count >= Shape.EndOfObject)
            return null;

        return new Shape
        {
            Low = [.. compiler._low, .. new byte[Shape.Padding]],
            Range = [.. compiler._range, .. new byte[Shape.Padding]],
            Steps = [.. compiler._steps],
            Fields = [.. compiler._fields],
            Members = [.. compiler._members],
            MemberAt = compiler.MapMembers(),
            Replaceables = [.. compiler._replaceables],
            ReplaceableAt = compiler.MapReplaceables(),
            Traits = sketch.Traits,
        };
    }

    private void Add(ShapeNode node)
    {
        if (node.Members is not null)
            AddObject(node);
        else if (node.Constant is not null)
            AddConstant(node);
        else if (node.Hole == HoleKind.String)
            AddString(node);
        else if (node.Hole == HoleKind.Number)
            AddNumber(node);
        else
            EndRun(new ShapeStep { Hole = HoleKind.Any, HoleField = node.Field, Depth = (byte)node.Depth });
    }

    private void AddObject(ShapeNode node)
    {
        AddText("{"u8);
        int previous = ShapeMember.None;
        int first = _members.Count;
        foreach (ShapeNodeMember member in node.Members!)
        {
            bool isFirst = previous == ShapeMember.None;
            int leadStart = _low.Count;
            AddText(isFirst ? node.FirstLead! : node.NextLead ?? s_comma);
            int index = _members.Count;
            _members.Add(new ShapeMember
            {
                LeadStart = isFirst ? _low.Count : leadStart,
                KeyStart = _low.Count,
                KeyLength = member.Key.Length,
                Step = _steps.Count,
                Place = node.Place,
                Depth = node.Depth + 1,
                Next = ShapeMember.None,
                IsFirst = isFirst,
                IsRequired = member.IsRequired,
            });
            if (!isFirst)
                _members[previous] = _members[previous] with { Next = index };

            previous = index;
            AddText(Encoding.Latin1.GetBytes(member.Key));
            int valueStart = _low.Count;
            Add(member.Value);
            if (member.Value.IsReplaceable)
                AddReplaceable(member.Value, valueStart);
        }

        int closeStart = _low.Count;
        int closeStep = _steps.Count;
        AddText(node.Close);
        Close(node.Members!.Count > 0 ? first : ShapeMember.None, closeStart, closeStep);
    }

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
            IsObject = value.Members is not null,
        });
    }

    private void Close(int first, int closeStart, int closeStep)
    {
        int lastRequired = ShapeMember.None;
        for (int index = first; index != ShapeMember.None; index = _members[index].Next)
            lastRequired = _members[index].IsRequired ? index : lastRequired;

        for (int index = first; index != ShapeMember.None; index = _members[index].Next)
        {
            _members[index] = _members[index] with
            {
                CloseStart = closeStart,
                CloseLength = _low.Count - closeStart,
                CloseStep = closeStep,
                IsRequiredFromHere = index <= lastRequired,
            };
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
        AddText([Quote]);
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

        AddText([Quote]);
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

    private void AddText(ReadOnlySpan<byte> text)
    {
        _low.AddRange(text);
        _range.AddRange(new byte[text.Length]);
    }

    private void AddRange(byte low, byte high, int count)
    {
        bool leavesOutNothingElse = high - low < IByteBlock.NeverAbove || low + IByteBlock.NeverAbove == '\\';
        Debug.Assert(leavesOutNothingElse, "Requires that only backslashes are left out.");
        _low.AddRange(Enumerable.Repeat(low, count));
        _range.AddRange(Enumerable.Repeat((byte)(high - low), count));
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

    private short[] MapMembers()
    {
        short[] map = new short[_low.Count];
        for (int index = 0; index < _members.Count; index++)
        {
            ShapeMember member = _members[index];
            short concerned = (short)(index + 1);
            map.AsSpan(member.LeadStart, member.KeyStart - member.LeadStart).Fill((short)-concerned);
            map.AsSpan(member.KeyStart, member.KeyLength).Fill(concerned);
            if (member.Next == ShapeMember.None)
                map[member.CloseStart] = (short)(Shape.EndOfObject + concerned);
        }

        return map;
    }

    private short[] MapReplaceables()
    {
        short[] map = new short[_low.Count];
        for (int index = 0; index < _replaceables.Count; index++)
        {
            // A value that differs from an object differs from its brace.
            ReplaceableValue value = _replaceables[index];
            map.AsSpan(value.Start, value.IsObject ? 1 : value.End - value.Start).Fill((short)(index + 1));
        }

        return map;
    }
}
