using System.Text;

namespace AtlanEvents.Fast.Testing.Mutation.Trees;

/// <summary>The white space that a writer puts between tokens.</summary>
internal sealed record Spelling(byte[] BehindOpening, byte[] BehindComma, byte[] BeforeColon, byte[] BehindColon, byte[] BeforeClosing)
{
    /// <summary>None; as most writers of other languages have it; and such as nobody would write.</summary>
    public static IReadOnlyList<Spelling> All { get; } =
    [
        Of("", "", "", "", ""), Of("", " ", "", " ", ""), Of(" ", " ", "", " ", " "), Of("", "", " ", " ", ""), Of("\t", "\t", "", "\t", "\t"),
        Of("  ", "  ", " ", " ", "\r"), Of("", new string(' ', 63), "", "", ""), Of(new string(' ', 64), " ", "", "", new string(' ', 65)),
    ];

    private static Spelling Of(string behindOpening, string behindComma, string beforeColon, string behindColon, string beforeClosing)
        => new(Bytes(behindOpening), Bytes(behindComma), Bytes(beforeColon), Bytes(behindColon), Bytes(beforeClosing));

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
