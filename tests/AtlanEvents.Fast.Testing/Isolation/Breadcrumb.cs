using System.IO.MemoryMappedFiles;
using System.Text;

namespace AtlanEvents.Fast.Testing.Isolation;

/// <summary>Says what is being tried, so that it can be read when the process is gone: it stands in a mapped file.</summary>
/// <param name="path">The file; made by <see cref="MakeFile"/>.</param>
internal sealed class Breadcrumb(string path) : IDisposable
{
    private const int Size = 4096;

    private readonly MemoryMappedFile _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
    private readonly byte[] _text = new byte[Size];
    private MemoryMappedViewAccessor? _view;

    /// <summary>Makes a file for one process.</summary>
    public static string MakeFile()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, new byte[Size]);
        return path;
    }

    /// <summary>What a process was at when it ended.</summary>
    public static string Read(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0')[0];

    /// <summary>Says what is tried from here on.</summary>
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
