using CommunityToolkit.HighPerformance.Buffers;
using Parquet;
using Parquet.Schema;

namespace AtlanEvents.Fast.Cli.Sinks.Parquet;

/// <summary>The events of a row group, column by column.</summary>
internal sealed class EventColumns
{
    /// <summary>The maximum number of events of a row group, apart from the rest of the batch that reaches it.</summary>
    public const int MaxRows = 100_000;

    private const long MaxBytes = 32L * 1024 * 1024;
    private const int MaxPooledBytes = 256;

    private readonly TextColumn _operation = new("operationType", isRepetitive: true);
    private readonly TextColumn _type = new("typeName", isRepetitive: true);
    private readonly TextColumn _guid = new("guid", isRepetitive: false);
    private readonly TextColumn _name = new("qualifiedName", isRepetitive: false);
    private readonly TextColumn _handler = new("deleteHandler", isRepetitive: true);
    private readonly TextColumn _connection = new("connection", isRepetitive: true);
    private readonly TextColumn _input = new("input", isRepetitive: true);
    private readonly DateTimeDataField _timeField =
        new("eventTime", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true);

    private readonly DataField<long> _lineField = new("line", nullable: false);
    private readonly DataField<long> _offsetField = new("offset", nullable: false);
    private readonly List<DateTime?> _times = [];
    private readonly List<long> _lines = [];
    private readonly List<long> _offsets = [];
    private long _bytes;

    /// <summary>The schema of the file.</summary>
    public ParquetSchema Schema => new(
        _operation.Field,
        _type.Field,
        _guid.Field,
        _name.Field,
        _handler.Field,
        _connection.Field,
        _timeField,
        _input.Field,
        _lineField,
        _offsetField);

    /// <summary>The columns whose values repeat, which are encoded with a dictionary.</summary>
    public IEnumerable<string> Repetitive
        => new[] { _operation, _type, _handler, _connection, _input }.Select(column => column.Field.Name);

    public int Count => _lines.Count;

    /// <summary>Whether the row group should be written.</summary>
    public bool IsFull => Count >= MaxRows || _bytes >= MaxBytes;

    public void Add(in EventView view, in EventPosition position)
    {
        _bytes += _operation.Add(view.OperationText);
        _bytes += _type.Add(view.TypeName);
        _bytes += _guid.Add(view.Guid);
        _bytes += _name.Add(view.QualifiedName);
        _bytes += _handler.Add(view.DeleteHandlerText);
        _bytes += _connection.Add(view.ConnectionQualifiedName);
        _input.Add(position.Input);
        _times.Add(view.TryGetEventTime(out DateTimeOffset time) ? time.UtcDateTime : null);
        _lines.Add(position.LineNumber);
        _offsets.Add(position.ByteOffset);
    }

    /// <summary>Writes the events as a row group, and clears the columns.</summary>
    public async Task WriteAsync(ParquetRowGroupWriter group)
    {
        // In the order of the schema.
        await _operation.WriteAsync(group).ConfigureAwait(false);
        await _type.WriteAsync(group).ConfigureAwait(false);
        await _guid.WriteAsync(group).ConfigureAwait(false);
        await _name.WriteAsync(group).ConfigureAwait(false);
        await _handler.WriteAsync(group).ConfigureAwait(false);
        await _connection.WriteAsync(group).ConfigureAwait(false);
        await group.WriteAsync<DateTime>(_timeField, (ReadOnlyMemory<DateTime?>)_times.ToArray()).ConfigureAwait(false);
        await _input.WriteAsync(group).ConfigureAwait(false);
        await group.WriteAsync<long>(_lineField, _lines.ToArray()).ConfigureAwait(false);
        await group.WriteAsync<long>(_offsetField, _offsets.ToArray()).ConfigureAwait(false);
        group.CompleteValidate();
        _times.Clear();
        _lines.Clear();
        _offsets.Clear();
        _bytes = 0;
    }

    /// <summary>A column of strings, each of which may be absent.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="isRepetitive">Whether values repeat, so that their strings are pooled.</param>
    private sealed class TextColumn(string name, bool isRepetitive)
    {
        private readonly StringPool? _pool = isRepetitive ? new StringPool() : null;
        private readonly List<string?> _texts = [];

        public DataField<string> Field { get; } = new(name, nullable: true);

        /// <returns>The length of the text in bytes; 0 if it is that of the row before.</returns>
        public int Add(Utf8Field field)
        {
            // The pool bounds the number of its strings, but not their length.
            bool isPooled = _pool is not null && field.IsPresent && field.Span.Length <= MaxPooledBytes;
            string? text = isPooled ? _pool!.GetOrAdd(field.Span, Encoding.UTF8) : field.ToStringOrNull();
            bool isRepeated = _texts.Count > 0 && ReferenceEquals(text, _texts[^1]);
            _texts.Add(text);
            return isRepeated ? 0 : field.Span.Length;
        }

        public void Add(string text) => _texts.Add(text);

        public async Task WriteAsync(ParquetRowGroupWriter group)
        {
            // The writer takes null for an absent text, although the type does not say so.
            await group.WriteAsync(Field, _texts!).ConfigureAwait(false);
            _texts.Clear();
        }
    }
}
