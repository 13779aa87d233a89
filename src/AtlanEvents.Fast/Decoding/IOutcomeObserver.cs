namespace AtlanEvents.Fast.Decoding;

/// <summary>Receives the outcomes of lines, except rejections, which the fault handler receives.</summary>
internal interface IOutcomeObserver
{
    /// <summary>The current line has an outcome.</summary>
    void OnRead(LineVerdict verdict);

    /// <summary>The current line is kept until other parts of its message arrive.</summary>
    void OnPending();

    /// <summary>A line that was kept is no longer needed, because the current line completed its message.</summary>
    /// <param name="number">The number of the line.</param>
    /// <param name="line">The line. Valid until the method returns.</param>
    void OnJoined(long number, ReadOnlySpan<byte> line);
}
