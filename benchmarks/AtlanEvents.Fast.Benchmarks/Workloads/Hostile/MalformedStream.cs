using System.Text.Json.Nodes;

namespace AtlanEvents.Fast.Benchmarks.Workloads.Hostile;

/// <summary>One line in five must be rejected, usually because of an error near its end.</summary>
/// <remarks>
/// The Utf8JsonReader loop returns the same verdicts. For UTF-8 and repeated fields, it makes additional checks on this workload only.
/// </remarks>
internal sealed class MalformedStream : HostileStream
{
    private const double Damaged = 0.2;
    private const double DamagedLate = 0.8;

    // The ends of the message and of the line.
    private const int ClosingBraces = 2;

    private static readonly byte[][] s_badMembers =
    [
        "\"bad\":tru"u8.ToArray(),
        "\"bad\":nul1"u8.ToArray(),
        "\"bad\":True"u8.ToArray(),
        "\"bad\":01"u8.ToArray(),
        "\"bad\":1."u8.ToArray(),
        "\"bad\":-"u8.ToArray(),
        "\"bad\":2e+"u8.ToArray(),
        "\"bad\" \"no colon\""u8.ToArray(),
        "\"bad\":\"no escape: \\x\""u8.ToArray(),
        "\"bad\":\"a control byte: \u0001\""u8.ToArray(),
        [.. "\"bad\":\"a stray byte: "u8, 0xFF, .. "\""u8],
        [.. "\"bad\":\"an overlong form: "u8, 0xC0, 0xAF, .. "\""u8],
        [.. "\"bad\":\"a surrogate: "u8, 0xED, 0xA0, 0x80, .. "\""u8],
        [.. "\"bad\":"u8, .. Enumerable.Repeat((byte)'[', 70), .. Enumerable.Repeat((byte)']', 70)],
        "\"bad\":[1,2}"u8.ToArray(),
        "\"bad\":{},"u8.ToArray(),
        "\"operationType\":\"ENTITY_DELETE\""u8.ToArray(),
    ];

    protected override byte[] Line(JsonObject line)
    {
        byte[] good = base.Line(line);
        if (!Random.Happens(Damaged))
            return good;

        bool isLate = Random.Happens(DamagedLate);

        // Besides bad members: a truncated line, and one with a trailing brace.
        int kind = Random.Next(s_badMembers.Length + 2);
        if (kind == s_badMembers.Length)
            return isLate ? good[..^(1 + Random.Next(good.Length / 20))] : good[..(good.Length / 2)];

        if (kind > s_badMembers.Length)
            return [.. good, .. "}"u8];

        return isLate ? AtEndOfMessage(good, s_badMembers[kind]) : AtStartOfMessage(good, s_badMembers[kind]);
    }

    private static byte[] AtEndOfMessage(byte[] good, byte[] member)
        => [.. good.AsSpan()[..^ClosingBraces], (byte)',', .. member, .. good.AsSpan()[^ClosingBraces..]];

    private static byte[] AtStartOfMessage(byte[] good, byte[] member)
    {
        ReadOnlySpan<byte> open = "\"message\":{"u8;
        int start = good.AsSpan().IndexOf(open) + open.Length;
        return [.. good.AsSpan()[..start], .. member, (byte)',', .. good.AsSpan()[start..]];
    }
}
