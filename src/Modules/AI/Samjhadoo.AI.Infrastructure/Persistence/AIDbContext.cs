using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.AI.Infrastructure.Persistence;

internal sealed class AIDbContext(DbContextOptions<AIDbContext> options) : ModuleDbContext(options, "ai");
