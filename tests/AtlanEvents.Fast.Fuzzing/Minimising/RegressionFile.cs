using System.Globalization;

namespace AtlanEvents.Fast.Fuzzing.Minimising;

/// <summary>Writes a find to where it becomes a test.</summary>
internal static class RegressionFile
{
    /// <summary>Writes the input.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="name">What tells it from others.</param>
    /// <param name="find">What was found.</param>
    /// <returns>The path of the file. Its name says what the tests must know: the limit, if it is not the usual one.</returns>
    public static string Write(string folder, string name, MinimalFind find)
    {
        string limit = find.Plan.MaxLineBytes == EventReaderOptions.DefaultMaxLineBytes
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"at-most-{find.Plan.MaxLineBytes}--");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"mixed--{limit}{name}.ndjson");
        File.WriteAllBytes(path, find.Input);
        return path;
    }
}
