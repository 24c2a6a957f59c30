using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.__Module__.Infrastructure.Persistence;

internal sealed class __Module__DbContext(DbContextOptions<__Module__DbContext> options) : ModuleDbContext(options, "__schema__");
