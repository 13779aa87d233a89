using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AtlanEvents.Fast.AspNetCore.Tests.Secrets;

/// <summary>Secrets change while the application runs.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();
    private IConfigurationRoot _configuration = null!;
    private TestReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        Write("old");
        _configuration = new ConfigurationBuilder().AddJsonFile(_file).Build();
        _receiver = await TestReceiver.StartAsync(
            endpoints => endpoints.MapAtlanWebhook("/atlan", new RecordHandler()),
            options => options.SigningSecrets.Clear(),
            use: (services => services.AddAtlanWebhook(_configuration.GetSection("Atlan")), TestReceiver.NoMiddleware));
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task During_a_rotation_both_secrets_are_valid_and_afterwards_the_new_one()
    {
        Assert.Equal("200 401", await StatusesAsync());

        Set("old", "new");
        Assert.Equal("200 200", await StatusesAsync());

        Set("new");
        Assert.Equal("401 200", await StatusesAsync());
        Assert.Contains(_receiver.Logs.GetSnapshot(), log => log.Message == "The signing secrets have changed; 2 are valid");
    }

    [Fact]
    public async Task Options_that_become_invalid_do_not_replace_the_secrets()
    {
        Set();
        Assert.Equal("200 401", await StatusesAsync());

        Set("new", " ");
        Assert.Equal("200 401", await StatusesAsync());
        Assert.Contains(_receiver.Logs.GetSnapshot(), log => log.Level == LogLevel.Error);
    }

    private void Set(params string[] secrets)
    {
        Write(secrets);
        _configuration.Reload();
    }

    private void Write(params string[] secrets)
        => File.WriteAllText(_file, JsonSerializer.Serialize(new { Atlan = new { SigningSecrets = secrets, MaxBodyBytes = 100_000 } }));

    private async Task<string> StatusesAsync()
    {
        var statuses = new List<int>();
        foreach (string secret in new[] { "old", "new" })
        {
            using HttpResponseMessage response = await _receiver.PostAsync(TestReceiver.Json(Messages.Event(1)), [secret]);
            statuses.Add((int)response.StatusCode);
        }

        return string.Join(' ', statuses);
    }
}
