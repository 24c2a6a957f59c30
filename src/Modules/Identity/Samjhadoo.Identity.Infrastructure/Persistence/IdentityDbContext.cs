using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Persistence;

internal sealed class IdentityDbContext(DbContextOptions<IdentityDbContext> options) : ModuleDbContext(options, "identity");
