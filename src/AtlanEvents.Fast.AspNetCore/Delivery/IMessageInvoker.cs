namespace AtlanEvents.Fast.AspNetCore.Delivery;

/// <summary>Calls a handler of one form with a message.</summary>
internal interface IMessageInvoker
{
    /// <summary>Starts to handle a message that is not a handshake.</summary>
    /// <param name="context">The request.</param>
    /// <param name="view">The event, if the message is one. Valid until the method returns.</param>
    /// <param name="verdict">What the message is.</param>
    /// <param name="body">The body. Valid until <paramref name="handling"/> completes.</param>
    /// <param name="handling">Completes when the message is accepted for good.</param>
    /// <returns><see langword="false"/> if the message is a part of a split one, and the handler needs whole ones.</returns>
    bool TryInvoke(HttpContext context, in EventView view, LineVerdict verdict, ReadOnlyMemory<byte> body, out ValueTask handling);
}
