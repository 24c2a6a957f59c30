using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Persistence;

internal sealed class WalletDbContext(DbContextOptions<WalletDbContext> options) : ModuleDbContext(options, "wallet");
