using Samjhadoo.Host;
using Samjhadoo.Shared.Infrastructure.Hosting;

return await SamjhadooApp.RunAsync(args, Modules.All);
