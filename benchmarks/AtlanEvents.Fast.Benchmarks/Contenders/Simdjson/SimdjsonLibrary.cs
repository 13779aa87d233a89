using System.Runtime.InteropServices;
using AtlanEvents.Fast.Benchmarks.Answers;

namespace AtlanEvents.Fast.Benchmarks.Contenders.Simdjson;

/// <summary>The functions of shim.cpp.</summary>
internal sealed unsafe class SimdjsonLibrary
{
    private readonly delegate* unmanaged<int, int, byte*, nuint, ulong*, ulong*, int> _read;
    private readonly delegate* unmanaged<int, byte*> _error;

    public SimdjsonLibrary(nint handle)
    {
        _read = (delegate* unmanaged<int, int, byte*, nuint, ulong*, ulong*, int>)NativeLibrary.GetExport(handle, "shim_read");
        _error = (delegate* unmanaged<int, byte*>)NativeLibrary.GetExport(handle, "shim_error");
        var version = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(handle, "shim_version");
        Version = Marshal.PtrToStringUTF8((nint)version())!;
    }

    /// <summary>Such as <c>3.0.1 (haswell)</c>: the version and its kernel for this processor.</summary>
    public string Version { get; }

    /// <param name="variant">How.</param>
    /// <param name="isCheck">Whether all bytes are hashed, rather than touched.</param>
    /// <param name="lines">Must have SIMDJSON_PADDING readable bytes behind it, as a <see cref="Workloads.Workload"/> has.</param>
    /// <exception cref="FormatException">simdjson found a line to be bad.</exception>
    public Answer Read(SimdjsonVariant variant, bool isCheck, ReadOnlySpan<byte> lines)
    {
        ulong events, checksum;
        fixed (byte* start = lines)
        {
            int error = _read((int)variant, isCheck ? 1 : 0, start, (nuint)lines.Length, &events, &checksum);
            if (error != 0)
                throw new FormatException(Marshal.PtrToStringUTF8((nint)_error(error)));
        }

        return new Answer((long)events, checksum);
    }
}
