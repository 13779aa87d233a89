namespace AtlanEvents.Fast.Testing.Mutation.Trees;

/// <summary>The white space between tokens.</summary>
internal sealed record Spelling(byte[] AfterOpening, byte[] AfterComma, byte[] BeforeColon, byte[] AfterColon, byte[] BeforeClosing)
{
    /// <summary>No white space, common styles, and unusual ones.</summary>
    public static IReadOnlyList<Spelling> All { get; } =
    [
        Of("", "", "", "", ""), Of("", " ", "", " ", ""), Of(" ", " ", "", " ", " "), Of("", "", " ", " ", ""),
            Of("\t", "\t", "", "\t", "\t"),
        Of("  ", "  ", " ", " ", "\r"), Of("", new string(' ', 63), "", "", ""), Of(new string(' ', 64), " ", "", "", new string(' ', 65)),
    ];

    /// <summary>Applies the style to all white space between tokens.</summary>
    public void ApplyTo(TreeValue value)
    {
        foreach (TreeMember member in value.Members)
        {
            bool isFirst = ReferenceEquals(member, value.Members[0]);
            bool isLast = ReferenceEquals(member, value.Members[^1]);
            byte[] lead = isFirst ? AfterOpening : AfterComma;
            if (member.Key is TreeValue key)
                (key.Before, key.After) = (lead, BeforeColon);

            member.Value.Before = member.Key is null ? lead : AfterColon;
            member.Value.After = isLast ? BeforeClosing : [];
            ApplyTo(member.Value);
        }

        if (value.IsContainer && value.Members.Count == 0)
            value.Text = [];
    }

    private static Spelling Of(string afterOpening, string afterComma, string beforeColon, string afterColon, string beforeClosing)
        => new(Bytes(afterOpening), Bytes(afterComma), Bytes(beforeColon), Bytes(afterColon), Bytes(beforeClosing));

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
