using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.FriendlyTalk.Infrastructure.Persistence;

internal sealed class FriendlyTalkDbContext(DbContextOptions<FriendlyTalkDbContext> options) : ModuleDbContext(options, "friendly_talk");
