namespace AtlanEvents.Fast.Cli.Pumping;

/// <summary>What a command does with events.</summary>
internal interface IEventConsumer
{
    /// <summary>Is told that the events of an input follow.</summary>
    void Start(string input)
    {
    }

    /// <summary>Takes an event, which is valid during the call.</summary>
    void Consume(in EventView view);

    /// <summary>Is told that no more events are there for now: a good time to hand on what was collected.</summary>
    void Flush();
}
