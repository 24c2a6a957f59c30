using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Testing;

return await SamjhadooApp.RunAsync(args, Tally.Modules, builder =>
{
    if (builder.Configuration["Lab:ClockOff"] is not { } off)
        return;
    var clock = new TestClock();
    clock.Advance(TimeSpan.Parse(off));
    builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
});
