namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Finds the files that inputs stand for. Mostly the shell did that; not so for quoted patterns, and on Windows.</summary>
internal static class InputPaths
{
    private const string AnyFolders = "**";

    private static readonly string[] s_anyName = ["*"];
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Puts in the place of each pattern the files that match, sorted by the codes of their characters.</summary>
    /// <remarks>
    /// <c>*</c>, <c>?</c> and <c>[...]</c> match within a name, <c>**</c> any number of folders. What exists under its literal name is
    /// no pattern.
    /// </remarks>
    /// <exception cref="ToolException">A pattern matches nothing, or a folder cannot be read.</exception>
    public static string[] Expand(IEnumerable<string> inputs) => [.. inputs.SelectMany(Expand)];

    /// <summary>Sees to it that every input is there before the first is read.</summary>
    /// <exception cref="ToolException">One is not.</exception>
    public static void RequireAll(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (path == Input.StandardInput || File.Exists(path))
                continue;

            string problem = Directory.Exists(path)
                ? $"is a directory. Its files are '{Path.Combine(path, "*.ndjson")}', or the like"
                : "there is no such file";
            throw new ToolException(ExitCode.NoInput, $"cannot read {path}: {problem}");
        }
    }

    private static string[] Expand(string input)
    {
        if (Path.Exists(input) || !NamePattern.IsPattern(input))
            return [input];

        string root = Path.GetPathRoot(input)!;
        string[] parts = input[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        try
        {
            string[] files = [.. Match(root, parts).Distinct().Order(StringComparer.Ordinal)];
            return files.Length > 0 ? files : throw new ToolException(ExitCode.NoInput, $"cannot read {input}: no file matches");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.NoInput, $"cannot look for {input}: {SystemMessage.Of(exception)}", exception);
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

    // Links to folders are not gone into, since they may lead back.
    private static IEnumerable<string> MatchAtAnyDepth(string folder, ReadOnlyMemory<string> rest)
    {
        IEnumerable<string> folders = EntriesOf(folder).Where(path =>
            !Path.GetFileName(path).StartsWith('.') && new DirectoryInfo(path) is { Exists: true, LinkTarget: null });
        return Match(folder, rest).Concat(folders.SelectMany(path => MatchAtAnyDepth(path, rest)));
    }

    // The path as it was typed: without a leading ./ where there was none.
    private static IEnumerable<string> EntriesOf(string folder)
        => Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder, "*", s_everything)
            .Select(path => Path.Combine(folder, Path.GetFileName(path)));
}
