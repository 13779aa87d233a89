using System.Globalization;

namespace AtlanEvents.Fast.Fuzzing.Minimising;

/// <summary>Writes a find as a regression test.</summary>
internal static class RegressionFile
{
    /// <summary>Writes the input.</summary>
    /// <param name="folder">The folder of the file.</param>
    /// <param name="name">The distinguishing part of the file name.</param>
    /// <param name="find">The find.</param>
    /// <returns>The path of the file. Its name contains the line limit if it is not the default.</returns>
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
