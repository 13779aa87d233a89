namespace AtlanEvents.Fast.AspNetCore.Tests.Documentation;

/// <summary>The C# examples of the package's README, compiled. <see cref="ReadmeTests"/> compares the text.</summary>
internal static class ReadmeExamples
{
    public static WebApplication Receive(WebApplicationBuilder builder)
    {
        // <example: receive>
        builder.Services.AddAtlanWebhook(builder.Configuration.GetSection("Atlan"));
        WebApplication app = builder.Build();
        app.MapAtlanWebhook<PurgeHandler>("/atlan");
        // </example>
        return app;
    }
}

// <example: handler>
internal sealed class PurgeHandler(Catalog catalog) : IEventRecordHandler
{
    public async ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
    {
        if (record.Operation == OperationType.EntityDelete && record.DeleteHandler.IsPurge())
            await catalog.RemoveAsync(record.QualifiedName, cancellationToken);
    }
}
// </example>

/// <summary>What the example works on.</summary>
internal sealed class Catalog
{
    public List<string?> Removed { get; } = [];

    public Task RemoveAsync(string? name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Removed.Add(name);
        return Task.CompletedTask;
    }
}
