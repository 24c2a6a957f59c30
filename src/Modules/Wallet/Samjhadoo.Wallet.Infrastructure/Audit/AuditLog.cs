using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Audit;

internal sealed class AuditLog(WalletDbContext database, ICurrentUser caller, IRequestInfo request, TimeProvider time) : IAuditLog
{
    public void Add(AuditAction action, long? userId, string? reference = null) =>
        database.Add(new AuditEntry(caller.Id, action, userId, reference, request.RequestId, time.GetUtcNow()));
}
