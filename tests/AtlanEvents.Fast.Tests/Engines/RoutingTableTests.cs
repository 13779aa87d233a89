namespace AtlanEvents.Fast.Tests.Engines;

public sealed class RoutingTableTests
{
    private static readonly Place[] s_places = Enum.GetValues<Place>();

    [Fact]
    public void Rows_LeadToEachFieldOnce()
    {
        Field[] fields = [.. RoutingTable.Rows.ToArray().Select(row => row.Field).Where(field => field != Field.Count)];
        Assert.Equal(Enum.GetValues<Field>().Where(field => field != Field.Count), fields.Order());
    }

    [Fact]
    public void Rows_LeadToEachPlaceOnce()
    {
        Place[] children = [.. RoutingTable.Rows.ToArray().Select(row => row.Child).Where(place => place != Place.None)];
        Assert.Equal(s_places.Where(place => place is not (Place.None or Place.Root)), children.Order());
    }

    [Fact]
    public void Rows_OfOnePlace_HaveDistinctKeysAndBits()
    {
        foreach (IGrouping<Place, Route> rows in RoutingTable.Rows.ToArray().GroupBy(row => row.Parent))
        {
            Assert.Equal(rows.Count(), rows.Select(row => Encoding.UTF8.GetString(row.Key)).Distinct().Count());
            Assert.Equal(rows.Count(), rows.Select(row => row.Bit).Distinct().Count());
        }
    }

    [Fact]
    public void Rows_Replaced_ClearEverythingBelowThem()
    {
        const uint OfEntity = (1u << (int)Field.TypeName) | (1u << (int)Field.Guid) | (1u << (int)Field.QualifiedName)
            | (1u << (int)Field.DeleteHandler);
        const MessageTraits OfMessage = MessageTraits.MessageIsObject | MessageTraits.MessageIsString | MessageTraits.EntityIsObject
            | MessageTraits.HasEntities | MessageTraits.HasRelationship;

        Assert.Equal((1u << (int)Field.Count) - 1, Row(Place.Root, "message").FieldsBelow);
        Assert.Equal(OfMessage, Row(Place.Root, "message").TraitsBelow);
        Assert.Equal(OfEntity, Row(Place.Message, "entity").FieldsBelow);
        Assert.Equal(MessageTraits.EntityIsObject, Row(Place.Message, "entity").TraitsBelow);
        Assert.Equal(1u << (int)Field.QualifiedName, Row(Place.Entity, "attributes").FieldsBelow);
        Assert.Equal(MessageTraits.None, Row(Place.Entity, "attributes").TraitsBelow);
    }

    [Fact]
    public void Find_EveryKey_IsFoundAtItsPlaceOnly_PlainAndEscaped()
    {
        foreach (Route row in RoutingTable.Rows)
        {
            string text = Encoding.UTF8.GetString(row.Key);
            string escaped = string.Concat(text.Select(c => $"\\u{(int)c:x4}"));
            foreach (Place place in s_places)
            {
                Route? expected = RoutingTable.Rows.ToArray()
                    .SingleOrDefault(other => other.Parent == place && other.Key.AsSpan().SequenceEqual(row.Key));
                Assert.Same(expected, RoutingTable.Find(place, row.Key, isEscaped: false));
                Assert.Same(expected, RoutingTable.Find(place, Encoding.UTF8.GetBytes(escaped), isEscaped: true));
            }
        }
    }

    [Fact]
    public void Find_AlmostAKey_IsNull()
    {
        foreach (Route row in RoutingTable.Rows)
        {
            string text = Encoding.UTF8.GetString(row.Key);
            for (int i = 0; i < text.Length; i++)
            {
                AssertNull(row.Parent, text.Remove(i, 1));
                AssertNull(row.Parent, text.Insert(i, "x"));
                AssertNull(row.Parent, $"{text[..i]}{(char)(text[i] ^ 0x20)}{text[(i + 1)..]}");
                AssertNull(row.Parent, $"{text[..i]}\0{text[(i + 1)..]}");
            }

            AssertNull(row.Parent, text + "\0");
            AssertNull(row.Parent, text + " ");
        }

        static void AssertNull(Place place, string text)
            => Assert.Null(RoutingTable.Find(place, Encoding.UTF8.GetBytes(text), isEscaped: false));
    }

    [Theory]
    [InlineData(@"\uD800")]
    [InlineData(@"guid\uDC00")]
    [InlineData(@"\uD800guid")]
    [InlineData(@"gu\nid")]
    [InlineData(@"\u0067\u0075\u0069\u0064\u0000")]
    [InlineData(@"\u006f\u0070\u0065\u0072\u0061\u0074\u0069\u006f\u006e\u0054\u0079\u0070\u0065\u0065")]
    public void Find_EscapedOther_IsNull(string escaped)
    {
        foreach (Place place in s_places)
            Assert.Null(RoutingTable.Find(place, Encoding.UTF8.GetBytes(escaped), isEscaped: true));
    }

    private static Route Row(Place place, string key) => RoutingTable.Find(place, Encoding.UTF8.GetBytes(key), isEscaped: false)!;
}
