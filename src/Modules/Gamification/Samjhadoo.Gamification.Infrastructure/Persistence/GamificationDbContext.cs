using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Gamification.Infrastructure.Persistence;

internal sealed class GamificationDbContext(DbContextOptions<GamificationDbContext> options) : ModuleDbContext(options, "gamification");
