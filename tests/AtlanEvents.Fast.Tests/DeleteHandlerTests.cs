namespace AtlanEvents.Fast.Tests;

/// <summary>The texts of operations and delete handlers, and their enum values.</summary>
public sealed class DeleteHandlerTests
{
    [Theory]
    [InlineData("null", DeleteHandler.None, false, false)]
    [InlineData("\"DEFAULT\"", DeleteHandler.Default, true, false)]
    [InlineData("\"SOFT\"", DeleteHandler.Soft, true, false)]
    [InlineData("\"HARD\"", DeleteHandler.Hard, false, true)]
    [InlineData("\"PURGE\"", DeleteHandler.Purge, false, true)]
    [InlineData("\"\"", DeleteHandler.Other, false, false)]
    [InlineData("\"hard\"", DeleteHandler.Other, false, false)]
    [InlineData("\"HARD \"", DeleteHandler.Other, false, false)]
    [InlineData("\"HARP\"", DeleteHandler.Other, false, false)]
    public void DeleteHandler_Text_IsArchivalOrPurgeOrNeither(string json, DeleteHandler expected, bool isArchive, bool isPurge)
    {
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(Lines.Entity($"\"deleteHandler\":{json}")), out EventView view));
        Assert.Equal(expected, view.DeleteHandler);
        Assert.Equal(isArchive, view.DeleteHandler.IsArchive());
        Assert.Equal(isPurge, view.DeleteHandler.IsPurge());
    }

    [Theory]
    [InlineData("ENTITY_DELETE", "null", true, false)]
    [InlineData("ENTITY_DELETE", "\"SOFT\"", true, false)]
    [InlineData("ENTITY_DELETE", "\"DEFAULT\"", true, false)]
    [InlineData("ENTITY_DELETE", "\"HARD\"", false, true)]
    [InlineData("ENTITY_DELETE", "\"PURGE\"", false, true)]
    [InlineData("ENTITY_DELETE", "\"other\"", false, false)]
    [InlineData("ENTITY_UPDATE", "null", false, false)]
    [InlineData("ENTITY_UPDATE", "\"SOFT\"", false, false)]
    [InlineData("ENTITY_UPDATE", "\"HARD\"", false, false)]
    public void IsArchiveAndIsPurge_OfAnEvent_AreTrueForDeletesOnly(string operation, string handler, bool isArchive, bool isPurge)
    {
        string line = $"{{\"message\":{{\"operationType\":\"{operation}\",\"entity\":{{\"deleteHandler\":{handler}}}}}}}";
        Assert.True(EventParser.TryParse(Encoding.UTF8.GetBytes(line), out EventView view));
        Assert.Equal((isArchive, isPurge), (view.IsArchive, view.IsPurge));
    }

    [Theory]
    [InlineData("null", OperationType.None)]
    [InlineData("\"ENTITY_CREATE\"", OperationType.EntityCreate)]
    [InlineData("\"ENTITY_UPDATE\"", OperationType.EntityUpdate)]
    [InlineData("\"ENTITY_DELETE\"", OperationType.EntityDelete)]
    [InlineData("\"BUSINESS_ATTRIBUTE_UPDATE\"", OperationType.BusinessAttributeUpdate)]
    [InlineData("\"CLASSIFICATION_ADD\"", OperationType.ClassificationAdd)]
    [InlineData("\"CLASSIFICATION_UPDATE\"", OperationType.ClassificationUpdate)]
    [InlineData("\"CLASSIFICATION_DELETE\"", OperationType.ClassificationDelete)]
    [InlineData("\"CLASSIFICATION_DELETF\"", OperationType.Other)]
    [InlineData("\"entity_delete\"", OperationType.Other)]
    [InlineData("\"\"", OperationType.Other)]
    public void Operation_Text_IsKnownOrOther(string json, OperationType expected)
    {
        byte[] line = Encoding.UTF8.GetBytes(Lines.Fill("""{"message":{"entity":{},"operationType":#}}""", json));
        Assert.True(EventParser.TryParse(line, out EventView view));
        Assert.Equal(expected, view.Operation);
        Assert.Equal(json == "null" ? null : json.Trim('"'), view.OperationText.ToStringOrNull());
    }
}
