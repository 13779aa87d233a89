using System.Text.RegularExpressions;

namespace AtlanEvents.Fast.Tests.Data;

/// <summary>Every line in testdata/events has the outcome in the file <c>.expected</c> beside it.</summary>
public sealed class EventKindTests
{
    public static TheoryData<string> Kinds =>
        [.. Directory.GetFiles(Folder, "*.ndjson").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private static string Folder => Repository.PathOf("testdata", "events");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parse_EachLine_HasTheExpectedOutcome(string kind)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, kind + ".ndjson"));
        string[] expected = File.ReadAllLines(Path.Combine(Folder, kind + ".expected"));

        Assert.NotEmpty(lines);
        Assert.Equal(expected, lines.Select(line => Describe(Encoding.UTF8.GetBytes(line))));
    }

    [Theory]
    [InlineData("entity-create", "ENTITY_CREATE")]
    [InlineData("entity-update", "ENTITY_UPDATE")]
    [InlineData("entity-delete", "ENTITY_DELETE")]
    [InlineData("business-attribute-update", "BUSINESS_ATTRIBUTE_UPDATE")]
    [InlineData("classification-add", "CLASSIFICATION_ADD")]
    [InlineData("classification-update", "CLASSIFICATION_UPDATE")]
    [InlineData("classification-delete", "CLASSIFICATION_DELETE")]
    [InlineData("relationship", "RELATIONSHIP_CREATE", "RelationshipEvent")]
    [InlineData("relationship", "RELATIONSHIP_UPDATE", "RelationshipEvent")]
    [InlineData("relationship", "RELATIONSHIP_DELETE", "RelationshipEvent")]
    [InlineData("hook-message", "ENTITY_CREATE_V2", "HookMessage")]
    [InlineData("hook-message", "ENTITY_DELETE_V2", "HookMessage")]
    [InlineData("hook-message", "ENTITY_PARTIAL_UPDATE_V2", "HookMessage")]
    [InlineData("v1-notification", "TRAIT_ADD", "V1Notification")]
    [InlineData("v1-notification", "TRAIT_DELETE", "V1Notification")]
    [InlineData("other-webhook", "DATA_ACCESS_REQUEST", "OtherWebhook")]
    [InlineData("webhook-handshake", "Hello, humans of data!", "WebhookHandshake")]
    public void Kind_InBothSpellings_HasTheSameOutcome(string kind, string text, string? reason = null)
    {
        byte[] asAtlasWritesIt = Find(kind, text);
        byte[] reserialised = Find("reserialised-kinds", text);

        Assert.NotEqual(asAtlasWritesIt, reserialised);
        Assert.Equal(reason is null ? "Event" : $"NotRoutable({reason})", Parsing.Parse(asAtlasWritesIt, out _).ToString());
        Assert.Equal(Describe(asAtlasWritesIt), Describe(reserialised));
    }

    [Theory]
    [InlineData("\"relationshipAttributes\":{\"anchor\":{\"guid\":")]
    [InlineData("\"uniqueAttributes\":{\"qualifiedName\":")]
    [InlineData("\"mutatedDetails\":{\"typeName\":\"decoy\",\"guid\":\"decoy\",\"deleteHandler\":")]
    [InlineData("\"classifications\":[{\"typeName\":\"decoy\",\"entityGuid\":")]
    [InlineData("\"connectionQualifiedName\":")]
    [InlineData("\"databaseQualifiedName\":")]
    [InlineData("\"schemaQualifiedName\":")]
    [InlineData("\"tableQualifiedName\":")]
    [InlineData("\"version\":{\"version\":")]
    [InlineData("\"source\":{\"source\":")]
    [InlineData("\"headers\":{\"operationType\":\"DECOY\",\"message\":\"{\\\"entity\\\":")]
    public void Decoys_EachOfThem_OccursInOneEvent(string decoy)
        => Assert.Contains(decoy, File.ReadLines(Path.Combine(Folder, "decoys.ndjson")).First());

    // The line that has the text as a value, with or without spaces before it.
    private static byte[] Find(string kind, string text)
        => Encoding.UTF8.GetBytes(File.ReadLines(Path.Combine(Folder, kind + ".ndjson")).First(line =>
            Regex.IsMatch(line, $"\"(operationType|type|atlan-webhook)\" ?: ?\"{Regex.Escape(text)}")));

    private static string Describe(byte[] line)
    {
        LineVerdict verdict = Parsing.Parse(line, out EventView e);
        return verdict.Outcome == LineOutcome.Event
            ? $"{Text(e.OperationText)}\t{Text(e.TypeName)}\t{Text(e.Guid)}\t{Text(e.QualifiedName)}\t{Text(e.DeleteHandlerText)}"
            : verdict.ToString();
    }

    private static string Text(Utf8Field field) => field.ToStringOrNull() ?? "-";
}
