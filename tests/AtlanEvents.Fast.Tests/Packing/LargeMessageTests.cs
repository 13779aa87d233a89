using AtlanEvents.Fast.Testing.Memory;
using AtlanEvents.Fast.Tests.Engines.Learning;
using Xunit.Abstractions;

namespace AtlanEvents.Fast.Tests.Packing;

/// <summary>Events far larger than the limit of Atlas, split as Atlas does: they are read, in memory proportional to their size.</summary>
[Collection(nameof(MeasuresMemory))]
[Trait("Tier", "Slow")]
public sealed class LargeMessageTests(ITestOutputHelper output)
{
    private const int Mebi = 1024 * 1024;

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(1, true, false)]
    [InlineData(1, false, true)]
    [InlineData(1, false, false)]
    [InlineData(5, true, true)]
    [InlineData(5, true, false)]
    [InlineData(5, false, true)]
    [InlineData(5, false, false)]
    [InlineData(50, true, true)]
    [InlineData(50, true, false)]
    [InlineData(50, false, true)]
    [InlineData(50, false, false)]
    public void Event_OfManyMebibytes_IsReadWhole(int mebibytes, bool isCompressible, bool isCompressed)
    {
        byte[] content = Event(mebibytes * Mebi, isCompressible);
        byte[][] parts = MessagePacker.Split(content, MessagePacker.MaxPartLength, isCompressed, "large");
        Array.Reverse(parts);
        byte[] input = Packed.Join(parts);

        // Allocates beforehand what the thread keeps.
        _ = Fault.In(Packed.Join(MessagePacker.SplitInto(2, Packed.Event)));
        using var buffers = new RentedBuffers();
        long before = GC.GetAllocatedBytesForCurrentThread();
        EventEnumerator events = EventParser.Enumerate(input, Packed.Open);
        Assert.True(events.MoveNext());
        Assert.True(events.Current.Guid.Equals("large-one"u8));
        Assert.Equal((parts.Length, content.Length), (events.Current.LineNumber, events.Current.Line.Length));
        Assert.True(events.Current.Line.SequenceEqual(content));
        Assert.Equal((parts.Length, 0, 1), (events.Counts.Lines, events.Counts.Pending, events.Counts.Unpacked));
        Assert.False(events.MoveNext());
        events.Dispose();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine(
            $"{parts.Length} parts of {input.Length:N0} bytes, content {content.Length:N0}, allocated {allocated:N0}, rented at most {buffers.MaxRentedBytes:N0}");

        // The parts and the content, each rounded up to a power of two at worst, and the padded copy for the engine.
        Assert.InRange(buffers.MaxRentedBytes, 0, (2L * input.Length) + (2L * content.Length) + 65_536);
        Assert.InRange(allocated, 0, (2L * input.Length) + (4L * content.Length) + (8 * Mebi));
        Assert.Equal((0, 0), (buffers.Outstanding, buffers.WrongReturns));
    }

    [Fact]
    public void Parts_OfMessagesThatNeverEnd_AreHeldUpToTheLimit()
    {
        // 36 MB of parts, of which 16 MiB may be held, plus the part that exceeds the limit.
        var limits = new ReassemblyOptions { MaxPendingBytes = 16 * Mebi };
        string text = new('A', 900_000);
        byte[] input = Packed.Join(Enumerable.Range(0, 40).Select(i => Packed.Part($"m_{i}", 0, 2, text)));
        using var buffers = new RentedBuffers();
        Assert.Equal(40, Fault.In(input, Packed.Open with { Reassembly = limits }).Count);

        Assert.InRange(buffers.MaxRentedBytes, 15 * Mebi, 18 * Mebi);
        Assert.Equal((0, 0), (buffers.Outstanding, buffers.WrongReturns));
    }

    private static byte[] Event(int length, bool isCompressible)
    {
        var text = new StringBuilder(length + 200);
        text.Append("{\"message\":{\"operationType\":\"ENTITY_UPDATE\",\"entity\":{\"attributes\":{\"description\":\"");
        var random = new Random(7);
        byte[] noise = new byte[48];
        while (text.Length < length)
        {
            if (!isCompressible)
                random.NextBytes(noise);

            text.Append(Convert.ToBase64String(noise));
        }

        text.Append("\"},\"guid\":\"large-one\"}}}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
