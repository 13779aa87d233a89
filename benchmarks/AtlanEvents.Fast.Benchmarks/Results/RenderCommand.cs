namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>The verb <c>render</c>: writes the page and the chart of each results file again, without measuring.</summary>
internal sealed class RenderCommand(TextWriter output)
{
    /// <param name="arguments"><c>--output FOLDER</c>: the folder of the results.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is unknown, or the folder does not exist.</exception>
    public int Run(string[] arguments)
    {
        string path = arguments switch
        {
            [] => ResultsFolder.Committed(),
            ["--output", var folder] => folder,
            _ => throw new ArgumentException($"Unknown argument '{arguments[0]}'. Usage: render [--output FOLDER]"),
        };

        if (!Directory.Exists(path))
            throw new ArgumentException($"There is no folder {path}.");

        var results = new ResultsFolder(path, output);
        foreach (ResultsFile file in results.LoadAll())
            results.Render(file);

        return 0;
    }
}
