using System.Buffers;
using System.Buffers.Text;
using AtlanEvents.Fast.Buffers;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Packing.Wrappers;

/// <summary>Extracts the JSON inside a wrapper.</summary>
internal static class WrapperOpener
{
    /// <summary>Extracts the JSON.</summary>
    /// <param name="value">The content of the wrapper.</param>
    /// <param name="output">Receives content that must be unescaped or decoded.</param>
    /// <param name="content">The JSON; empty if the content does not start with a brace.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or the fault.</returns>
    public static LineFaultReason Open(WrappedValue value, Arena output, out ReadOnlySpan<byte> content)
    {
        content = value.Object;
        if (!content.IsEmpty)
            return LineFaultReason.None;

        if (!TryUnescape(value.Text, output, out ReadOnlySpan<byte> text))
            return LineFaultReason.InvalidText;

        if (value.IsBase64 && !TryDecode(text, output, out text))
            return LineFaultReason.InvalidBase64;

        // Other requests to the same address, such as health probes and forms, are neither events nor broken events.
        int first = text.IndexOfAnyExcept(" \t\r\n"u8);
        content = first >= 0 && text[first] == (byte)'{' ? text : default;
        return LineFaultReason.None;
    }

    private static bool TryUnescape(JsonString value, Arena output, out ReadOnlySpan<byte> text)
    {
        text = value.Spelling;
        if (!value.IsEscaped)
            return true;

        if (!value.TryCopyTo(output.Reserve(text.Length), out int length))
            return false;

        output.Commit(length);
        text = output.Close();
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> base64, Arena output, out ReadOnlySpan<byte> bytes)
    {
        Span<byte> buffer = output.Reserve(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        OperationStatus status = Base64.DecodeFromUtf8(base64, buffer, out _, out int written);
        output.Commit(written);
        bytes = output.Close();
        return status == OperationStatus.Done;
    }
}
