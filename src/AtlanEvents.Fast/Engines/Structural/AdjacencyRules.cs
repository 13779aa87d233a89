using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AtlanEvents.Fast.Engines.Routing;
using AtlanEvents.Fast.Engines.Scanning;

namespace AtlanEvents.Fast.Engines.Structural;

/// <summary>
/// The second pass over a chunk: checks which tokens follow each other, for two, four or eight blocks at once, and finds what is left to
/// look at one by one.
/// </summary>
/// <remarks>
/// In a line without white space between tokens, whether a token may follow another depends on the two bytes where they meet, and on
/// whether they are in an object or an array. The rules below need only the bytes; <c>after X</c> is the mask of X moved by one byte.
/// <code>
/// bytes         { " a " : [ 1 , 2 ] , " b " : n u l l }
/// opens         1         1
/// closes                          1                   1
/// scalars                   1   1               1 1 1 1
/// after colon             1                     1
/// starts        .   .       1   1               1            allowed: after a colon, comma, open or at the start of the line
/// </code>
/// What depends on the container becomes a step for <see cref="StructuralParser{TWidth, TVector}"/>: brackets, and positions that only an
/// array may have. A pair of brackets with nothing inside is checked here and is no step, unless it follows a comma.
/// The idea of rules on shifted masks is that of Parabix (R. Cameron et al., "High Performance XML Parsing Using Parallel Bit Stream
/// Technology", CASCON 2008).
/// </remarks>
internal static class AdjacencyRules<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector>
{
    private static ReadOnlySpan<ulong> FirstByte => [1, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The masks whose last bits the next words need.</summary>
    internal struct State
    {
        public Lanes<TWidth, TVector> Scalars;
        public Lanes<TWidth, TVector> LeadingZeros;
        public Lanes<TWidth, TVector> Digits;
        public Lanes<TWidth, TVector> Colons;
        public Lanes<TWidth, TVector> Commas;
        public Lanes<TWidth, TVector> Opens;
        public Lanes<TWidth, TVector> OpenBraces;
        public Lanes<TWidth, TVector> Ends;
        public Lanes<TWidth, TVector> KeyQuotes;
        public Lanes<TWidth, TVector> OpeningQuotes;
        public Lanes<TWidth, TVector> KeyLetters;
    }

    /// <summary>Checks a chunk.</summary>
    /// <param name="masks">The masks that <see cref="ChunkScanner{TWidth, TVector}"/> wrote; receives the other masks.</param>
    /// <param name="words">The number of words in each row.</param>
    /// <param name="state">The state after the chunk before, or the default for the first one; receives the state after this one.</param>
    /// <param name="isFirst">Whether it is the first chunk of the line.</param>
    /// <returns>Whether all rules hold.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)] // Inlined into the parser, it would compete with it for registers.
    public static bool Hold(ChunkMasks masks, int words, ref State state, bool isFirst)
    {
        ref ulong rows = ref masks.First;
        State before = state;
        Lanes<TWidth, TVector> errors = default;
        for (nint i = 0; i < words; i += Lanes<TWidth, TVector>.Count)
        {
            Lanes<TWidth, TVector> outside = Load(ref rows, MaskRow.Outside, i);
            Lanes<TWidth, TVector> openingQuotes = Load(ref rows, MaskRow.OpeningQuotes, i);
            Lanes<TWidth, TVector> braces = Load(ref rows, MaskRow.Braces, i);
            Lanes<TWidth, TVector> colons = Load(ref rows, MaskRow.Colons, i) & outside;
            Lanes<TWidth, TVector> commas = Load(ref rows, MaskRow.Commas, i) & outside;
            Lanes<TWidth, TVector> opens = Load(ref rows, MaskRow.Opens, i) & outside;
            Lanes<TWidth, TVector> closes = Load(ref rows, MaskRow.Closes, i) & outside;

            // Scalars are what is left. White space between tokens counts as a scalar, too, and fails one of the rules.
            Lanes<TWidth, TVector> scalars = outside - (colons | commas | opens | closes);
            Lanes<TWidth, TVector> afterScalars = scalars.After(ref before.Scalars);
            Lanes<TWidth, TVector> scalarStarts = scalars - afterScalars;

            // A leading zero is the whole integer part. All digits are valid then; the other bytes of scalars are checked one by one, but
            // for those that follow another one: a check includes them.
            Lanes<TWidth, TVector> digits = Load(ref rows, MaskRow.Digits, i) & scalars;
            errors |= (Load(ref rows, MaskRow.Zeros, i) & scalarStarts).After(ref before.LeadingZeros) & digits;
            Lanes<TWidth, TVector> others = (scalars - digits) & (scalarStarts | digits.After(ref before.Digits));
            others.Store(ref ChunkMasks.Word(ref rows, MaskRow.Scalars, i));

            // A value or key starts after a colon, a comma or an open, and at the start of the line.
            Lanes<TWidth, TVector> afterColons = colons.After(ref before.Colons);
            Lanes<TWidth, TVector> afterCommas = commas.After(ref before.Commas);
            Lanes<TWidth, TVector> afterOpens = opens.After(ref before.Opens);
            Lanes<TWidth, TVector> starts = openingQuotes | opens | scalarStarts;
            if (isFirst && i == 0)
                starts -= Lanes<TWidth, TVector>.Load(ref MemoryMarshal.GetReference(FirstByte));

            errors |= starts - (afterColons | afterCommas | afterOpens);

            // A comma or close follows a string, a close or a scalar; a close may also follow an open.
            Lanes<TWidth, TVector> ends = Load(ref rows, MaskRow.ClosingQuotes, i) | closes;
            Lanes<TWidth, TVector> afterEnds = ends.After(ref before.Ends) | (afterScalars - scalars);
            errors |= (commas - afterEnds) | (closes - (afterEnds | afterOpens));

            // A colon follows a key. What follows an open brace is a key or the brace's end.
            Lanes<TWidth, TVector> afterKeys = Load(ref rows, MaskRow.KeyQuotes, i).After(ref before.KeyQuotes);
            errors |= colons - afterKeys;
            errors |= (opens & braces).After(ref before.OpenBraces) - (openingQuotes | closes);

            // A string after an open brace or comma without a colon after it is in an array, as is a scalar after a comma.
            Lanes<TWidth, TVector> afterElements = afterKeys - colons;
            errors |= afterElements & closes & braces;
            Lanes<TWidth, TVector> elements = (afterElements - closes) | (afterCommas - (openingQuotes | opens));

            Lanes<TWidth, TVector> emptyOpens = (opens & (closes >>> 1)) - afterCommas;
            Lanes<TWidth, TVector> emptyCloses = emptyOpens << 1;
            emptyOpens.Store(ref ChunkMasks.Word(ref rows, MaskRow.EmptyOpens, i));
            errors |= emptyCloses & ((braces - (braces << 1)) | ((braces << 1) - braces));
            colons.Store(ref ChunkMasks.Word(ref rows, MaskRow.Colons, i));
            Lanes<TWidth, TVector> letters = Load(ref rows, MaskRow.KeyLetters, i);
            Lanes<TWidth, TVector> routed = colons & AfterRoutingKeys(letters, openingQuotes, ref before);
            ((opens - emptyOpens) | (closes - emptyCloses) | elements | routed).Store(ref ChunkMasks.Word(ref rows, MaskRow.Steps, i));
        }

        state = before;
        return errors.IsZero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<TWidth, TVector> Load(ref ulong rows, MaskRow row, nint index)
        => Lanes<TWidth, TVector>.Load(ref ChunkMasks.Word(ref rows, row, index));

    /// <summary>Finds the colons after routing keys, and few others.</summary>
    /// <remarks>
    /// The opening quote must be as far before the colon as that of some routing key, and a letter d or e where some such key has one:
    /// <code>
    /// "deleteHandler":        opening quote 15 bytes before the colon, letter e 3 bytes before it
    /// </code>
    /// The distances are constants, because a shift by a variable costs several times as much. Letters are undefined in words that are all
    /// inside a string. None of them is between a quote and a colon that are so close.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<TWidth, TVector> AfterRoutingKeys(
        Lanes<TWidth, TVector> letters,
        Lanes<TWidth, TVector> openingQuotes,
        ref State before)
    {
        Debug.Assert(KeyTable.AreDistances([6, 8, 9, 10, 12, 14, 15]), "Requires all distances.");
        Lanes<TWidth, TVector> quotesBefore = openingQuotes.Before(before.OpeningQuotes);
        Lanes<TWidth, TVector> lettersBefore = letters.Before(before.KeyLetters);
        before.OpeningQuotes = openingQuotes;
        before.KeyLetters = letters;
        Lanes<TWidth, TVector> longest = Moved(openingQuotes, quotesBefore, 15);
        Lanes<TWidth, TVector> others = Moved(openingQuotes, quotesBefore, 6) | Moved(openingQuotes, quotesBefore, 9)
            | Moved(openingQuotes, quotesBefore, 10) | Moved(openingQuotes, quotesBefore, 12);
        return ((longest | others) & (Moved(letters, lettersBefore, 2) | Moved(letters, lettersBefore, 3)))
            | ((longest | Moved(openingQuotes, quotesBefore, 8)) & Moved(letters, lettersBefore, 7))
            | (Moved(openingQuotes, quotesBefore, 14) & Moved(letters, lettersBefore, 12));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<TWidth, TVector> Moved(Lanes<TWidth, TVector> lanes, Lanes<TWidth, TVector> before, int distance)
        => (lanes << distance) | (before >>> (64 - distance));
}
