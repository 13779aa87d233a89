using Microsoft.Extensions.Options;

namespace AtlanEvents.Fast.Kafka.Hosting;

/// <summary>Makes the host fail at start if the options contain mistakes.</summary>
internal sealed class OptionsValidator(string consumer) : IValidateOptions<EventConsumerOptions>
{
    public ValidateOptionsResult Validate(string? name, EventConsumerOptions options)
    {
        if (name != consumer)
            return ValidateOptionsResult.Skip;

        IReadOnlyList<string> mistakes = EventConsumerOptionsRules.Check(options);
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
