using AtlanEvents.Fast.Testing.Events;

namespace AtlanEvents.Fast.Tests.Conformance;

/// <summary>The Big List of Naughty Strings: each string is read back unchanged, in every place and spelling.</summary>
public sealed class NaughtyStringsTests
{
    [CorpusFact]
    public void EveryString_InEveryField_IsUnchanged()
    {
        foreach (string text in Strings())
        {
            var expected = new EventFields(text, text, text, text, text);
            foreach (Escaping escaping in Enum.GetValues<Escaping>())
            {
                byte[] line = EventWriter.Write(
                    new EventModel { OperationType = text, TypeName = text, Guid = text, QualifiedName = text, DeleteHandler = text },
                    new WritingStyle { Seed = text.Length, Escaping = escaping });
                foreach (ReadWay way in ReadWay.All.Where(way => way.Path is not (ReadPath.SplitAtEveryByte or ReadPath.BytePerRead)))
                    Assert.Equal(expected, way.FieldsOf(line));
            }
        }
    }

    [CorpusFact]
    public void EveryString_AsKeyAndOtherValue_DoesNotAffectTheEvent()
    {
        foreach (string text in Strings())
        {
            string json = System.Text.Json.JsonSerializer.Serialize(text);
            string raw = "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
            foreach (string written in new[] { json, raw })
            {
                if (written.Any(c => c < ' '))
                    continue;

                string line = Lines.Fill(
                    """{#:#,"message":{#:[#],"entity":{"attributes":{#:#,"qualifiedName":"q"},#:{#:#},"guid":"g"}}}""", written);
                foreach (ReadWay way in ReadWay.All.Where(way => way.Path is not (ReadPath.SplitAtEveryByte or ReadPath.BytePerRead)))
                    Assert.Equal(new EventFields(null, null, "g", "q", null), way.FieldsOf(line));
            }
        }
    }

    private static string[] Strings()
    {
        string[] strings =
            [.. File.ReadAllText(Corpora.PathOf("naughty-strings", "blns.txt"), Encoding.UTF8).Split('\n').Where(line => line.Length > 0)
                .Distinct()];
        Assert.InRange(strings.Length, 300, 10_000);
        return strings;
    }
}
