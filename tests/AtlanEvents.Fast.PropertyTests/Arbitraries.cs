using FsCheck.Fluent;

namespace AtlanEvents.Fast.PropertyTests;

/// <summary>Generators and shrinkers of the arguments of properties.</summary>
public static class Arbitraries
{
    private static readonly string[] s_fragments =
    [
        "default/", "/", "\"", "\\", "\\u0041", "\n", "\r", "\t", "\0", "\u007f", "\u00e9", "\u2028", "\ufeff", "\uffff", "\ud83d\ude00",
        "{", "}", ",",
        "a", "ENTITY_", "0123456789abcdef0123456789abcdef",
    ];

    public static Arbitrary<EventModel> EventModels()
    {
        Gen<string?> text = Texts().OrNull()!;
        Gen<EventModel> models =
            from type in Gen.Elements<string?>("ENTITY_NOTIFICATION_V2", "ENTITY_NOTIFICATION_V3", "", "\u00e9", null)
            from operation in Gen.OneOf(Gen.Elements<string?>("ENTITY_DELETE", "ENTITY_CREATE", "CLASSIFICATION_ADD", null), text)
            from typeName in text
            from guid in text
            from qualifiedName in text
            from deleteHandler in Gen.OneOf(Gen.Elements<string?>("HARD", "SOFT", "PURGE", "DEFAULT", null), text)
            from decoys in Gen.Frequency((4, Gen.Choose(0, 1)), (3, Gen.Choose(2, 3)), (1, Gen.Choose(4, 8)))
            select new EventModel
            {
                MessageType = type,

                // With these values it would not be an event.
                OperationType = operation?.StartsWith("TRAIT_", StringComparison.Ordinal) == true ? null : operation,
                TypeName = typeName,
                Guid = guid,
                QualifiedName = qualifiedName,
                DeleteHandler = deleteHandler,
                Decoys = decoys,
            };
        return Arb.From(models, Shrink);
    }

    public static Arbitrary<WritingStyle> WritingStyles()
    {
        Gen<WritingStyle> styles =
            from seed in Gen.Choose(0, int.MaxValue)
            from isShuffled in Gen.Elements(true, false)
            from isSpaced in Gen.Elements(true, false)
            from escaping in Gen.Elements(Enum.GetValues<Escaping>())
            select new WritingStyle { Seed = seed, IsShuffled = isShuffled, IsSpaced = isSpaced, Escaping = escaping };
        return Arb.From(styles, Shrink);
    }

    public static Arbitrary<Cutting> Cuttings()
    {
        Gen<Cutting> cuttings =
            from seed in Gen.Choose(0, int.MaxValue)
            from longest in Gen.Elements(1, 3, 7, 16, 33, 64, 200, 1000)
            from perRead in Gen.Elements(1, 2, 5, 1000)
            select new Cutting(seed, longest, perRead);
        return Arb.From(cuttings, cutting => cutting.MaxLength < 1000 ? [cutting with { MaxLength = 1000 }] : []);
    }

    public static Arbitrary<MutatedLine> MutatedLines()
    {
        Gen<MutatedLine> lines =
            from model in EventModels().Generator
            from style in WritingStyles().Generator
            from seed in Gen.Choose(0, int.MaxValue)
            from count in Gen.Frequency((6, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Choose(3, 8)))
            select new MutatedLine(new LineMutator(new Random(seed)).Mutate(EventWriter.Write(model, style), count));
        return Arb.From(lines, line => ByteShrinker.Shrink(line.Bytes).Select(bytes => new MutatedLine(bytes)));
    }

    public static Arbitrary<RoutingLine> RoutingLines()
    {
        Gen<RoutingLine> lines = Gen.Choose(0, int.MaxValue)
            .Select(seed => new RoutingLine(new RoutingLineWriter(new Random(seed)).Write()));
        return Arb.From(lines, line => ByteShrinker.Shrink(line.Bytes).Select(bytes => new RoutingLine(bytes)));
    }

    public static Arbitrary<ScenarioLine> ScenarioLines() => Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => new ScenarioLine(seed)));

    public static Arbitrary<RepeatingInput> RepeatingInputs()
    {
        Gen<RepeatingInput> inputs =
            from lines in Gen.Choose(5, 120)
            from seed in Gen.Choose(0, int.MaxValue)
            select new RepeatingInput(new RepeatingInputWriter(new Random(seed)).Write(lines));
        return Arb.From(inputs, input => ByteShrinker.Shrink(input.Bytes).Where(IsSmaller).Select(bytes => new RepeatingInput(bytes)));

        // The shrunk input still starts with a newline.
        static bool IsSmaller(byte[] bytes) => bytes.Length > 0 && bytes[0] == (byte)'\n';
    }

    public static Arbitrary<MixedInput> MixedInputs()
    {
        Gen<byte[]> line = Gen.Frequency(
            (4, from model in EventModels().Generator from style in WritingStyles().Generator select EventWriter.Write(model, style)),
            (3, MutatedLines().Generator.Select(mutated => mutated.Bytes)),
            (3, RoutingLines().Generator.Select(routing => routing.Bytes)),
            (3, Gen.Elements(MutationVocabulary.Snippets.ToArray())));
        Gen<MixedInput> inputs =
            from lines in line.ArrayOf()
            from seed in Gen.Choose(0, int.MaxValue)
            select MixedInput.Join(lines, new Random(seed));
        return Arb.From(inputs, input => ByteShrinker.Shrink(input.Bytes).Select(bytes => new MixedInput(bytes)));
    }

    private static Gen<string> Texts()
    {
        Gen<string> character = Gen.OneOf(
            Gen.Elements(s_fragments),
            Gen.Choose(0, 0x7F).Select(c => ((char)c).ToString()),
            Gen.Choose(0, 0x10FFFF).Where(Rune.IsValid).Select(c => new Rune(c).ToString()));
        return character.ArrayOf().Resize(12).Select(string.Concat);
    }

    private static IEnumerable<EventModel> Shrink(EventModel model)
    {
        if (model.Decoys > 0)
        {
            yield return model with { Decoys = 0 };
            yield return model with { Decoys = model.Decoys - 1 };
        }

        foreach (string? text in Shrink(model.OperationType))
            yield return model with { OperationType = text };

        foreach (string? text in Shrink(model.TypeName))
            yield return model with { TypeName = text };

        foreach (string? text in Shrink(model.Guid))
            yield return model with { Guid = text };

        foreach (string? text in Shrink(model.QualifiedName))
            yield return model with { QualifiedName = text };

        foreach (string? text in Shrink(model.DeleteHandler))
            yield return model with { DeleteHandler = text };
    }

    private static IEnumerable<string?> Shrink(string? text)
    {
        if (text is null)
            return [];

        Rune[] runes = [.. text.EnumerateRunes()];
        return Enumerable.Range(0, runes.Length)
            .Select(skipped => string.Concat(runes.Where((_, i) => i != skipped)))
            .Prepend(null);
    }

    private static IEnumerable<WritingStyle> Shrink(WritingStyle style)
    {
        if (style.IsSpaced)
            yield return style with { IsSpaced = false };

        if (style.IsShuffled)
            yield return style with { IsShuffled = false };

        if (style.Escaping != Escaping.Required)
            yield return style with { Escaping = style.Escaping - 1 };
    }
}

/// <summary>Shrinks bytes by removing large parts first, then single bytes.</summary>
internal static class ByteShrinker
{
    public static IEnumerable<byte[]> Shrink(byte[] bytes)
    {
        for (int size = (bytes.Length + 1) / 2; size > 0; size /= 2)
        {
            for (int start = 0; start < bytes.Length; start += size)
                yield return [.. bytes.AsSpan(0, start), .. bytes.AsSpan(Math.Min(start + size, bytes.Length))];
        }
    }
}
