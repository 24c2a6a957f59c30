using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence;

internal sealed class MentoringDbContext(DbContextOptions<MentoringDbContext> options) : ModuleDbContext(options, "mentoring");
