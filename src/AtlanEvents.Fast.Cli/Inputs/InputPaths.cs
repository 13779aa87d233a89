using AtlanEvents.Fast.Cli.Terminal;
using AtlanEvents.Fast.Cli.Topics;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Expands patterns to files. Shells usually do that already, but not for quoted patterns, and not on Windows.</summary>
internal static class InputPaths
{
    private const string AnyFolders = "**";

    private static readonly string[] s_anyName = ["*"];
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Replaces each pattern by the matching files, in ordinal order.</summary>
    /// <remarks>
    /// <c>*</c>, <c>?</c> and <c>[...]</c> match within a name, <c>**</c> matches any number of folders. A path that exists literally is
    /// not treated as a pattern.
    /// </remarks>
    /// <exception cref="ToolException">A pattern matches nothing, or a folder cannot be read.</exception>
    public static InputAddress[] Expand(IEnumerable<string> inputs)
        => [.. inputs.SelectMany(Expand).Select(path => new InputAddress(path))];

    /// <summary>Requires that every file exists and every address is valid, before the first input is read.</summary>
    /// <exception cref="ToolException">A file does not exist, or an address is not valid.</exception>
    public static void RequireAll(IEnumerable<InputAddress> inputs)
    {
        foreach (InputAddress input in inputs)
        {
            if (input.IsTopic)
                _ = TopicAddress.Parse(input.Text);

            if (input.IsTopic || input.IsStandardInput || File.Exists(input.Text))
                continue;

            string problem = Directory.Exists(input.Text)
                ? $"it is a directory; for its files, use '{Path.Combine(input.Text, "*.ndjson")}'"
                : "no such file";
            throw new ToolException(ExitCode.NoInput, $"cannot read {CommandLine.WithoutQuery(input.Name)}: {problem}");
        }
    }

    private static string[] Expand(string input)
    {
        if (TopicAddress.IsTopic(input) || Path.Exists(input) || !NamePattern.IsPattern(input))
            return [input];

        string root = Path.GetPathRoot(input)!;
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        string[] parts = input[root.Length..].Split(separators, StringSplitOptions.RemoveEmptyEntries);
        try
        {
            string[] files = [.. Match(root, parts).Distinct().Order(StringComparer.Ordinal)];
            return files.Length > 0
                ? files
                : throw new ToolException(ExitCode.NoInput, $"cannot read {CommandLine.WithoutQuery(input)}: no file matches");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot expand {input}: {SystemMessage.Of(exception)}", exception);
        }
    }

    private static IEnumerable<string> Match(string folder, ReadOnlyMemory<string> parts)
    {
        string part = parts.Span[0];
        if (part == AnyFolders)
            return MatchAtAnyDepth(folder, parts.Length > 1 ? parts[1..] : s_anyName);

        IEnumerable<string> paths = [Path.Combine(folder, part)];
        if (NamePattern.IsPattern(part) && !Path.Exists(paths.Single()))
        {
            var pattern = new NamePattern(part);
            paths = EntriesOf(folder).Where(path => pattern.Matches(Path.GetFileName(path)));
        }

        return parts.Length == 1
            ? paths.Where(path => Path.Exists(path) && !Directory.Exists(path))
            : paths.Where(Directory.Exists).SelectMany(path => Match(path, parts[1..]));
    }

    // Does not follow links to folders, which may form a cycle.
    private static IEnumerable<string> MatchAtAnyDepth(string folder, ReadOnlyMemory<string> rest)
    {
        IEnumerable<string> folders = EntriesOf(folder).Where(path =>
            !Path.GetFileName(path).StartsWith('.') && new DirectoryInfo(path) is { Exists: true, LinkTarget: null });
        return Match(folder, rest).Concat(folders.SelectMany(path => MatchAtAnyDepth(path, rest)));
    }

    // Returns paths as they were typed, without adding a leading "./".
    private static IEnumerable<string> EntriesOf(string folder)
        => Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder, "*", s_everything)
            .Select(path => Path.Combine(folder, Path.GetFileName(path)));
}
