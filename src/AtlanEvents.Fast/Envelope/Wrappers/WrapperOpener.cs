using System.Buffers;
using System.Buffers.Text;
using AtlanEvents.Fast.Buffers;
using AtlanEvents.Fast.Json;

namespace AtlanEvents.Fast.Envelope.Wrappers;

/// <summary>Takes what is inside a wrapper.</summary>
internal static class WrapperOpener
{
    /// <param name="value">What the wrapper holds.</param>
    /// <param name="output">Gets what has to be unescaped or decoded.</param>
    /// <param name="content">The content, if it is an object by the look of it.</param>
    /// <returns><see cref="LineFaultReason.None"/>, or what is wrong.</returns>
    public static LineFaultReason Open(WrappedValue value, Arena output, out ReadOnlySpan<byte> content)
    {
        content = value.Object;
        if (!content.IsEmpty)
            return LineFaultReason.None;

        if (!TryUnescape(value.Text, output, out ReadOnlySpan<byte> text))
            return LineFaultReason.InvalidText;

        if (value.IsBase64 && !TryDecode(text, output, out text))
            return LineFaultReason.InvalidBase64;

        // Whatever else comes to an address, such as a probe or a form, is no event, and no broken one either.
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
        OperationStatus status = Base64.DecodeFromUtf8(base64, output.Reserve(Base64.GetMaxDecodedFromUtf8Length(base64.Length)), out _, out int written);
        output.Commit(written);
        bytes = output.Close();
        return status == OperationStatus.Done;
    }
}
