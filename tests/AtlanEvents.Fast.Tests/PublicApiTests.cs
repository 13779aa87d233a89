using AtlanEvents.Fast.Testing;
using Xunit;

namespace AtlanEvents.Fast.Tests;

/// <summary>The public API changes only on purpose.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne()
    {
        string approvedPath = Repository.PathOf("tests", "AtlanEvents.Fast.Tests", "PublicApi.approved.txt");
        string approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : string.Empty;
        string received = PublicApi.Describe(typeof(EventReader).Assembly);
        if (approved == received)
            return;

        string receivedPath = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(receivedPath, received);
        Assert.Fail($"The public API changed. If that is meant, accept it:\n  cp \"{receivedPath}\" \"{approvedPath}\"\nand commit the difference.");
    }
}
