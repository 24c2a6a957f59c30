using Samjhadoo.EndToEnd.Tests.Lab;

namespace Samjhadoo.EndToEnd.Tests.Faults;

/// <summary>The servers that the labs shared end with the last of them.</summary>
[SetUpFixture]
public sealed class LabServersEnd
{
    [OneTimeTearDown]
    public Task StopAsync() => LabServers.EndAsync();
}
