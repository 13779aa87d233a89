using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Inputs.Zstandard;

/// <summary>A <c>ZSTD_DStream</c>: decompresses one frame after the other, and holds what is needed for that.</summary>
/// <remarks>It holds the window of a frame, of up to 128 MiB; the library refuses larger ones unless it is told not to.</remarks>
internal sealed unsafe partial class ZstandardDecoder : SafeHandleZeroOrMinusOneIsInvalid
{
    // ZSTD_ErrorCode of zstd_errors.h, whose values below 100 do not change.
    private const int WindowTooLarge = 16;

    private string _input = "";

    public ZstandardDecoder()
        : base(ownsHandle: true)
    {
    }

    /// <exception cref="ToolException">The library is not there.</exception>
    public static ZstandardDecoder Create(string input)
    {
        ZstandardLibrary.Require(input);
        ZstandardDecoder decoder = CreateStream();
        decoder._input = input;
        return decoder.IsInvalid ? throw new InsufficientMemoryException() : decoder;
    }

    /// <summary>Gets ready for a frame.</summary>
    /// <returns>How many bytes are wanted first.</returns>
    /// <exception cref="InvalidDataException">As <see cref="Decompress"/>.</exception>
    /// <exception cref="ToolException">As <see cref="Decompress"/>.</exception>
    public int StartFrame() => Check(InitializeStream(this));

    /// <summary>Takes some bytes of a frame and gives out what they decompress to.</summary>
    /// <param name="input">Bytes of the frame. Not all of them need be taken.</param>
    /// <param name="output">Where to write to. When it is filled, there may be more to come without further input.</param>
    /// <param name="read">How many bytes were taken.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns>How many bytes are wanted next, which is a block and the header of the next one; 0 at the end of the frame.</returns>
    /// <exception cref="InvalidDataException">This is no frame, or one that is damaged.</exception>
    /// <exception cref="ToolException">It takes too much memory.</exception>
    public int Decompress(ReadOnlySpan<byte> input, Span<byte> output, out int read, out int written)
    {
        fixed (byte* from = input, to = output)
        {
            var source = new StreamBuffer { Start = from, Length = (nuint)input.Length };
            var target = new StreamBuffer { Start = to, Length = (nuint)output.Length };
            int wanted = Check(DecompressStream(this, ref target, ref source));
            read = (int)source.Position;
            written = (int)target.Position;
            return wanted;
        }
    }

    protected override bool ReleaseHandle()
    {
        _ = FreeStream(handle);
        return true;
    }

    private int Check(nuint result)
    {
        if (IsError(result) == 0)
            return (int)Math.Min(result, int.MaxValue);

        if (GetErrorCode(result) == WindowTooLarge)
        {
            throw new ToolException(
                ExitCode.CorruptInput,
                $"cannot read {_input}: decompressing it would take a window of more than 128 MiB. Decompress on the way: zstd -dc --long=31 FILE | atlan-events ...");
        }

        throw new InvalidDataException(
            $"The Zstandard data or their checksum is wrong ({Marshal.PtrToStringUTF8(GetErrorName(result))}). Lines before that were processed, and the last of them may be wrong as well.");
    }

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_createDStream")]
    private static partial ZstandardDecoder CreateStream();

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_freeDStream")]
    private static partial nuint FreeStream(IntPtr stream);

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_initDStream")]
    private static partial nuint InitializeStream(ZstandardDecoder stream);

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_decompressStream")]
    private static partial nuint DecompressStream(ZstandardDecoder stream, ref StreamBuffer output, ref StreamBuffer input);

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint result);

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_getErrorCode")]
    private static partial int GetErrorCode(nuint result);

    [LibraryImport(ZstandardLibrary.Name, EntryPoint = "ZSTD_getErrorName")]
    private static partial IntPtr GetErrorName(nuint result);

    // ZSTD_inBuffer and ZSTD_outBuffer, which differ in a const.
    private struct StreamBuffer
    {
        public byte* Start;
        public nuint Length;
        public nuint Position;
    }
}
