using System.Net.Http.Headers;
using System.Text;
using AtlanEvents.Fast;
using AtlanEvents.Fast.Handling;

// Receives requests with options from configuration, and prints the status of each response.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Configuration.AddInMemoryCollection([new("Atlan:SigningSecrets:0", "old"), new("Atlan:SigningSecrets:1", "secret")]);
builder.Services.AddAtlanWebhook(builder.Configuration.GetSection("Atlan"));
WebApplication app = builder.Build();
app.MapAtlanWebhook("/atlan", new Handler());
await app.StartAsync();

const string Event = """{"message":{"entity":{"typeName":"Table","guid":"a"},"operationType":"ENTITY_DELETE"}}""";
using var client = new HttpClient();
int[] statuses =
[
    await PostAsync("""{"atlan-webhook":"Hello"}""", null),
    await PostAsync(Event, "secret"),
    await PostAsync(Event, "wrong"),
    await PostAsync("{", "old"),
    await PostAsync(Event.Replace("Table", "Column"), "old"),
];
Console.WriteLine(string.Join(' ', statuses));
await app.StopAsync();

async Task<int> PostAsync(string body, string? secret)
{
    using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
    content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
    if (secret is not null)
        content.Headers.Add("x-atlan-signing-secret", secret);

    using HttpResponseMessage response = await client.PostAsync($"{app.Urls.Single()}/atlan", content);
    string problem = await response.Content.ReadAsStringAsync();
    return response.IsSuccessStatusCode || problem.Contains("\"detail\"") ? (int)response.StatusCode : 0;
}

internal sealed class Handler : IEventRecordHandler
{
    public ValueTask HandleAsync(EventRecord record, EventContext context, CancellationToken cancellationToken)
        => record.TypeName == "Table" ? ValueTask.CompletedTask : throw new InvalidOperationException();
}
