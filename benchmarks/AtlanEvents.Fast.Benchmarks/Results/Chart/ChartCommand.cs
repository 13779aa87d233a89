namespace AtlanEvents.Fast.Benchmarks.Results.Chart;

/// <summary>The verb <c>chart</c>: draws the results of every processor, without measuring anything.</summary>
internal sealed class ChartCommand(TextWriter output)
{
    /// <param name="arguments"><c>--output FOLDER</c>: where the results are, and the charts go.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is not understood.</exception>
    public int Run(string[] arguments)
    {
        string path = arguments switch
        {
            [] => ResultsFolder.Committed(),
            ["--output", var folder] => folder,
            _ => throw new ArgumentException($"'{arguments[0]}' is not understood. Usage: chart [--output FOLDER]"),
        };

        if (!Directory.Exists(path))
            throw new ArgumentException($"There is no folder {path}.");

        var results = new ResultsFolder(path, output);
        foreach (ResultsFile file in results.LoadAll())
            results.SaveChart(file);

        return 0;
    }
}
