using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>The text of attributes is German, Chinese and emoji: two, three and four bytes of UTF-8 per character.</summary>
internal sealed class NonAsciiStream : HostileStream
{
    private const int MaxWords = 12;

    private static readonly string[] s_words =
        ["größe", "Überschüsse", "naïve", "straße", "订单", "客户数据表", "销售额", "每日更新", "売上", "🚀", "🤖📊", "👩‍🔬", "v2", "orders"];

    protected override byte[] Line(JsonObject line)
    {
        JsonObject attributes = AttributesOf(line);
        string[] texts = [.. attributes.Where(member => member.Value?.GetValueKind() == JsonValueKind.String).Select(member => member.Key)];
        foreach (string key in texts)
            attributes[key] = NextText();

        line["message"]!["entity"]!["displayText"] = NextText();
        return base.Line(line);
    }

    private string NextText()
    {
        var text = new StringBuilder();
        for (int words = 1 + Random.Next(MaxWords); words > 0; words--)
            text.Append(Random.Pick(s_words)).Append(words > 1 ? " " : "");

        return text.ToString();
    }
}
