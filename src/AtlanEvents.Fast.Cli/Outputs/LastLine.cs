using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Outputs;

/// <summary>Finds the last whole line of a file of lines: a process that was killed may have left half a line after it.</summary>
internal static class LastLine
{
    private const int BlockBytes = 64 * 1024;

    /// <summary>The length of the file up to its last newline; 0 if it has none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static long EndOf(SafeFileHandle file)
    {
        byte[] buffer = new byte[BlockBytes];
        for (long end = RandomAccess.GetLength(file); end > 0;)
        {
            long start = Math.Max(0, end - buffer.Length);
            Span<byte> block = buffer.AsSpan(0, (int)(end - start));
            if (RandomAccess.Read(file, block, start) < block.Length)
                throw new IOException("the file became shorter");

            int newline = block.LastIndexOf((byte)'\n');
            if (newline >= 0)
                return start + newline + 1;

            end = start;
        }

        return 0;
    }
}
