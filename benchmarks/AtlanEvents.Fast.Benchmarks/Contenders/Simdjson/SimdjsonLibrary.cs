using System.Runtime.InteropServices;
using AtlanEvents.Fast.Benchmarks.Sinks;

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

    /// <summary>The version and the kernel for this processor, such as <c>3.0.1 (haswell)</c>.</summary>
    public string Version { get; }

    /// <param name="variant">The variant.</param>
    /// <param name="isCheck">Whether to hash every byte of the fields instead of touching some.</param>
    /// <param name="lines">Must be followed by SIMDJSON_PADDING readable bytes, as in a <see cref="Workloads.Workload"/>.</param>
    /// <exception cref="FormatException">simdjson rejected a line.</exception>
    public ContenderResult Read(SimdjsonVariant variant, bool isCheck, ReadOnlySpan<byte> lines)
    {
        ulong events, checksum;
        fixed (byte* start = lines)
        {
            int error = _read((int)variant, isCheck ? 1 : 0, start, (nuint)lines.Length, &events, &checksum);
            if (error != 0)
                throw new FormatException(Marshal.PtrToStringUTF8((nint)_error(error)));
        }

        return new ContenderResult((long)events, checksum);
    }
}
