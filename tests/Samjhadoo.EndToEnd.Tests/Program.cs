using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Shared.Infrastructure.Hosting;

return await SamjhadooApp.RunAsync(args, Tally.Modules);
