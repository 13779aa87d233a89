namespace AtlanEvents.Fast.Tests;

public sealed class EventRecordTests
{
    [Fact]
    public void ToRecord_Event_HasEveryField()
    {
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(Lines.Delete), out EventView view));

        var expected = new EventRecord
        {
            Operation = OperationType.EntityDelete,
            OperationText = "ENTITY_DELETE",
            TypeName = "Column",
            Guid = "ff9d053f-5bd8-4149-81d3-447ba654dbaa",
            QualifiedName = "default/bigquery/1/db/s/t/c",
            ConnectionQualifiedName = "default/bigquery/1",
            DeleteHandler = DeleteHandler.Hard,
            DeleteHandlerText = "HARD",
            LineNumber = 1,
            ByteOffset = 0,
        };
        Assert.Equal(expected, view.ToRecord());
    }

    [Fact]
    public void ToRecord_EmptyEvent_HasNulls()
    {
        Assert.True(EventParser.TryParse("""{"message":{"entity":{}}}"""u8, out EventView view));
        Assert.Equal(new EventRecord { LineNumber = 1 }, view.ToRecord());
    }

    [Fact]
    public void ToRecord_RepeatedTexts_AreTheSameInstance()
    {
        EventRecord first = Read("a");
        EventRecord second = Read("b");

        Assert.Same(first.OperationText, second.OperationText);
        Assert.Same(first.TypeName, second.TypeName);
        Assert.Same(first.ConnectionQualifiedName, second.ConnectionQualifiedName);
        Assert.Same(first.DeleteHandlerText, second.DeleteHandlerText);
        Assert.NotEqual(first.QualifiedName, second.QualifiedName);

        static EventRecord Read(string column)
        {
            byte[] line = Encoding.UTF8.GetBytes(Lines.Delete.Replace("/c\"", $"/{column}\"", StringComparison.Ordinal));
            Assert.True(EventParser.TryParse(line, out EventView view));
            return view.ToRecord();
        }
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void ToRecord_LongTexts_AreNotPooled(int length, bool isPooled)
    {
        string type = new('t', length);
        byte[] line = Encoding.UTF8.GetBytes($$$$"""{"message":{"entity":{"typeName":"{{{{type}}}}"}}}""");
        Assert.True(EventParser.TryParse(line, out EventView view));
        (EventRecord first, EventRecord second) = (view.ToRecord(), view.ToRecord());
        Assert.Equal(type, first.TypeName);
        Assert.Equal(type, second.TypeName);
        Assert.Equal(isPooled, ReferenceEquals(first.TypeName, second.TypeName));
    }

    [Fact]
    public void ToRecord_AfterTheBufferChanges_KeepsItsText()
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Delete);
        Assert.True(EventParser.TryParse(line, out EventView view));
        EventRecord record = view.ToRecord();
        Array.Clear(line);
        Assert.Equal("default/bigquery/1/db/s/t/c", record.QualifiedName);
    }
}
