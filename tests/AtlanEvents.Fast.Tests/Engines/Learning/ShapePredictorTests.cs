using AtlanEvents.Fast.Engines.Learning;

namespace AtlanEvents.Fast.Tests.Engines.Learning;

/// <summary><see cref="ShapePredictor"/>: what follows what.</summary>
public sealed class ShapePredictorTests
{
    private const int Column = 5;
    private const int Table = 9;
    private const int None = -1;

    private readonly ShapePredictor _predictor = new();

    [Fact]
    public void One_line_after_another_is_no_evidence()
    {
        Add(Column, Table);
        Assert.Equal(None, _predictor.Usual(Column));
        Assert.Equal(None, _predictor.Other(Column));
        Assert.Equal(None, _predictor.Usual(Table));
    }

    [Fact]
    public void Shape_that_repeats_is_predicted()
    {
        Add([.. Enumerable.Repeat(Column, 3)]);
        Assert.Equal(Column, _predictor.Usual(Column));
        Assert.Equal(None, _predictor.Other(Column));
    }

    [Fact]
    public void In_a_bulk_delete_columns_follow_columns_and_tables_follow_otherwise()
    {
        int[] table = [.. Enumerable.Repeat(Column, 30), Table];
        Add([.. table, .. table, .. table, .. table]);
        Assert.Equal(Column, _predictor.Usual(Column));
        Assert.Equal(Table, _predictor.Other(Column));
        Assert.Equal(Column, _predictor.Usual(Table));
    }

    [Fact]
    public void Shape_that_comes_no_more_is_replaced()
    {
        Add([.. Enumerable.Repeat(Column, 30)]);
        Add([.. Enumerable.Repeat((int[])[Column, Table], 5).SelectMany(pair => pair)]);
        Assert.Equal(Table, _predictor.Usual(Column));
    }

    [Fact]
    public void Shape_that_is_forgotten_predicts_nothing()
    {
        Add([.. Enumerable.Repeat(Column, 30)]);
        _predictor.Remove(Column);
        Assert.Equal(None, _predictor.Usual(Column));
    }

    [Fact]
    public void Without_an_order_little_is_predicted()
    {
        const int Lines = 10_000;
        const int Shapes = 24;
        var random = new Random(1);
        int last = 0;
        int predictions = 0;
        for (int i = 0; i < Lines; i++)
        {
            predictions += _predictor.Usual(last) >= 0 ? 1 : 0;
            int next = random.Next(Shapes);
            _predictor.Add(last, next);
            last = next;
        }

        Assert.InRange(predictions, 0, Lines / 10);
    }

    private void Add(params int[] shapes)
    {
        for (int i = 1; i < shapes.Length; i++)
            _predictor.Add(shapes[i - 1], shapes[i]);
    }
}
