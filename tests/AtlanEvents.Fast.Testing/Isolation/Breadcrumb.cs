using System.IO.MemoryMappedFiles;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>Records the current test case in a mapped file, so that it can be read after the process has crashed.</summary>
/// <param name="path">The file, created by <see cref="CreateFile"/>.</param>
internal sealed class Breadcrumb(string path) : IDisposable
{
    private const int Size = 4096;

    private readonly MemoryMappedFile _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
    private readonly byte[] _text = new byte[Size];
    private MemoryMappedViewAccessor? _view;

    /// <summary>Creates the file for one process.</summary>
    public static string CreateFile()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, new byte[Size]);
        return path;
    }

    /// <summary>Returns the last test case of a process.</summary>
    public static string Read(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0')[0];

    /// <summary>Records the current test case.</summary>
    public void Drop(string text)
    {
        _view ??= _file.CreateViewAccessor(0, Size);
        int length = Encoding.UTF8.GetBytes(text.AsSpan(0, Math.Min(text.Length, Size / 4)), _text);
        _text[length] = 0;
        _view.WriteArray(0, _text, 0, length + 1);
    }

    public void Dispose()
    {
        _view?.Dispose();
        _file.Dispose();
    }
}
