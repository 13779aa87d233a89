using AtlanEvents.Fast.Kafka.Clients;
using Polly;
using Polly.Retry;

namespace AtlanEvents.Fast.Kafka.Topics;

/// <summary>Commits offsets within a time limit, which the client does not have.</summary>
/// <remarks>
/// While brokers do not answer, a commit of the client can take minutes. A caller whose time is over leaves its attempt behind on another
/// thread. Neither callers nor attempts overlap, so an earlier commit cannot undo a later one. Thread-safe.
/// </remarks>
/// <param name="client">Commits, and is disposed with this object.</param>
internal sealed class OffsetCommits(IConsumer<Ignore, Ignore> client) : IDisposable
{
    // For one caller, and for one attempt.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _isFree = new(1);
    private volatile bool _isDisposed;
    private readonly ResiliencePipeline<Error> _retry = new ResiliencePipelineBuilder<Error>()
        .AddRetry(new RetryStrategyOptions<Error>
        {
            ShouldHandle = new PredicateBuilder<Error>().HandleResult(error => error.IsError && !ErrorText.IsPermanent(error)),
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            MaxRetryAttempts = int.MaxValue,
        })
        .Build();

    /// <summary>Commits offsets, and waits until the brokers confirm.</summary>
    /// <param name="offsets">The offsets of the next messages to read.</param>
    /// <param name="stop">Ends the waiting. An attempt that is under way may still succeed.</param>
    /// <returns>The error that prevents it and does not go away by waiting, if any.</returns>
    /// <exception cref="OperationCanceledException">The offsets are not committed yet.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed of.</exception>
    public Error Commit(IReadOnlyList<TopicPartitionOffset> offsets, CancellationToken stop)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, client);
        _turn.Wait(stop);
        try
        {
            return _retry.Execute(stop => Attempt(offsets, stop), stop);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Disposes the client, once no attempt is under way. Does not wait for that.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_isFree.Wait(0))
            DisposeClient();
        else
            _ = _isFree.WaitAsync().ContinueWith(_ => DisposeClient(), TaskScheduler.Default);
    }

    private void DisposeClient()
    {
        client.Dispose();
        _isFree.Release();
    }

    private Error Attempt(IReadOnlyList<TopicPartitionOffset> offsets, CancellationToken stop)
    {
        _isFree.Wait(stop);
        Task<Error> attempt = Task.Run(() => CommitOnce(offsets), CancellationToken.None);
        return attempt.WaitAsync(stop).GetAwaiter().GetResult();
    }

    private Error CommitOnce(IReadOnlyList<TopicPartitionOffset> offsets)
    {
        try
        {
            client.Commit(offsets);
            return new Error(ErrorCode.NoError);
        }
        catch (KafkaException exception)
        {
            return exception.Error;
        }
        finally
        {
            _isFree.Release();
        }
    }
}
