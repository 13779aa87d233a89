using System.Buffers;
using System.IO.Pipelines;

namespace AtlanEvents.Fast.AspNetCore.Requests;

/// <summary>The whole body of a request, in the memory of the server. Copied only if the server has it in several segments.</summary>
internal sealed class RequestBody : IDisposable
{
    private readonly PipeReader _reader;
    private readonly SequencePosition _end;
    private readonly byte[]? _copy;

    private RequestBody(PipeReader reader, in ReadOnlySequence<byte> buffer)
    {
        _reader = reader;
        _end = buffer.End;
        if (buffer.IsSingleSegment)
        {
            Memory = buffer.First;
            return;
        }

        int length = (int)buffer.Length;
        _copy = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(_copy);
        Memory = _copy.AsMemory(0, length);
    }

    /// <summary>The body. Valid until it is disposed of.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Reads a body to its end.</summary>
    /// <returns><see langword="null"/> if it is longer than allowed.</returns>
    /// <exception cref="BadHttpRequestException">The sender broke the rules of HTTP, or is too slow.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">Middleware could not decompress the body.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(PipeReader reader, long maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
                return new RequestBody(reader, result.Buffer);

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCanceled)
                throw new OperationCanceledException("The read of the body was cancelled.");
        }
    }

    public void Dispose()
    {
        if (_copy is not null)
            ArrayPool<byte>.Shared.Return(_copy);

        _reader.AdvanceTo(_end);
    }
}
