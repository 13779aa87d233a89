using System.Text;

namespace AtlanEvents.Fast.Benchmarks.Results;

/// <summary>A folder with the results of each processor: data, page and chart.</summary>
internal sealed class ResultsFolder(string path, TextWriter output)
{
    private const string DataExtension = ".json";

    /// <summary>The folder of the committed results.</summary>
    /// <exception cref="ArgumentException">The repository was not found.</exception>
    public static string Committed() => Path.Combine(Repository.Root(), "benchmarks", "results");

    /// <summary>Loads the results of this processor, if there are any.</summary>
    public ResultsFile? TryLoadOwn() => File.Exists(OwnData) ? ResultsFile.FromJson(File.ReadAllText(OwnData)) : null;

    /// <summary>Loads the results of this processor.</summary>
    /// <exception cref="ArgumentException">There are no results of this processor.</exception>
    public ResultsFile LoadOwn()
        => TryLoadOwn() ?? throw new ArgumentException($"{OwnData} does not exist: run 'results' first.");

    /// <summary>Loads the results of all processors.</summary>
    public IEnumerable<ResultsFile> LoadAll()
        => Directory.EnumerateFiles(path, $"*{DataExtension}").Order(StringComparer.Ordinal)
            .Select(file => ResultsFile.FromJson(File.ReadAllText(file)));

    /// <summary>Writes the data, the page and the chart.</summary>
    public void Save(ResultsFile results)
    {
        Directory.CreateDirectory(path);
        Write(results.Slug + DataExtension, Encoding.UTF8.GetBytes(results.ToJson()));
        Render(results);
    }

    /// <summary>Writes the page and the chart.</summary>
    public void Render(ResultsFile results)
    {
        Write($"{results.Slug}.md", Encoding.UTF8.GetBytes(ResultsPage.Write(results)));
        Write($"{results.Slug}.png", ResultsChart.Draw(results));
    }

    private string OwnData => Path.Combine(path, ResultsFile.SlugOf(Machine.Processor) + DataExtension);

    private void Write(string name, byte[] content)
    {
        string file = Path.Combine(path, name);
        File.WriteAllBytes(file, content);
        output.WriteLine($"written: {file}");
    }
}
