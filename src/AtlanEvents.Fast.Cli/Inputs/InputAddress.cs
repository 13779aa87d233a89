using AtlanEvents.Fast.Cli.Inputs.Decompression;
using AtlanEvents.Fast.Cli.Platform;
using AtlanEvents.Fast.Cli.Topics;
using AtlanEvents.Fast.Partitions;
using Microsoft.Win32.SafeHandles;

namespace AtlanEvents.Fast.Cli.Inputs;

/// <summary>Where an input is: <c>-</c> for standard input, the address of a Kafka topic, or the path of a file.</summary>
/// <param name="Text">The address as it was typed.</param>
internal readonly record struct InputAddress(string Text)
{
    public static InputAddress StandardInput { get; } = new("-");

    public bool IsStandardInput => this == StandardInput;

    /// <summary>Whether the input is a Kafka topic.</summary>
    public bool IsTopic => TopicAddress.IsTopic(Text);

    /// <summary>Whether the input is a topic that is read for a consumer group.</summary>
    public bool HasGroup => IsTopic && TopicAddress.Parse(Text).Group is not null;

    /// <summary>The name in messages, reports and the dead letter.</summary>
    public string Name => IsStandardInput ? "standard input" : IsTopic ? TopicAddress.Parse(Text).Name : Text;

    /// <summary>The size in bytes, compressed if the input is; <see langword="null"/> if it is unknown.</summary>
    public long? Length => IsStandardInput || IsTopic ? null : new FileInfo(Text).Length;

    /// <summary>Whether the input can be read a second time: it is a regular file or a topic.</summary>
    public bool IsRepeatable => IsTopic || IsRegularFile;

    /// <summary>Whether several threads can read the input at once: a plain file, with a size, which files in /proc do not have.</summary>
    public bool CanBeDivided => Recognise() == CompressionFormat.None;

    /// <summary>Whether the input is a compressed file, so that only one thread at a time can read it.</summary>
    public bool IsCompressedFile => Recognise() is CompressionFormat.Gzip or CompressionFormat.Zstandard;

    private bool IsRegularFile => !IsStandardInput && !IsTopic && FileIdentity.Of(Text) is not null;

    public static implicit operator InputAddress(string text) => new(text);

    /// <summary>The total size of some inputs; <see langword="null"/> if one is unknown, or if all are empty.</summary>
    public static long? TotalLength(IEnumerable<InputAddress> inputs)
    {
        long total = 0;
        foreach (InputAddress input in inputs)
        {
            if (input.Length is not long length)
                return null;

            total += length;
        }

        return total > 0 ? total : null;
    }

    /// <summary>Opens a plain file for reading on several threads.</summary>
    /// <param name="options">How it is read.</param>
    /// <param name="resume">The position to resume from; <see langword="null"/> for the start.</param>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public PartitionedReader OpenPartitions(PartitionOptions options, ResumePoint? resume) => ReadErrors.Open(
        Text,
        path => resume is null ? PartitionedReader.OpenFile(path, options) : PartitionedReader.ResumeFile(path, resume, options));

    public override string ToString() => Text;

    // Null for anything but a regular file with a size, and for a file that cannot be read: opening it gives the reason.
    private CompressionFormat? Recognise()
    {
        if (!IsRegularFile)
            return null;

        try
        {
            using SafeFileHandle file = File.OpenHandle(Text, share: FileShare.ReadWrite);
            byte[] start = new byte[MagicBytes.MaxLength];
            int length = RandomAccess.Read(file, start, 0);
            return RandomAccess.GetLength(file) > 0 ? MagicBytes.Recognise(start.AsSpan(0, length)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
