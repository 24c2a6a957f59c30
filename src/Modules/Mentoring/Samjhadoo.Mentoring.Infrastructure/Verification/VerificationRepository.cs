using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Verification;

internal sealed class VerificationRepository(MentoringDbContext database) : IVerificationRepository
{
    public void Add(VerificationRequest request) => database.Add(request);

    public async Task<VerificationRequest?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<VerificationRequest>()
            .FromSql($"select * from mentoring.verification_requests where id = {id} for no key update")
            .ToListAsync(cancellationToken)).SingleOrDefault();

    public Task<VerificationRequest?> LockPendingAsync(long mentorId, CancellationToken cancellationToken) => LockAsync(mentorId, "PENDING", cancellationToken);

    public Task<VerificationRequest?> LockApprovedAsync(long mentorId, CancellationToken cancellationToken) => LockAsync(mentorId, "APPROVED", cancellationToken);

    private async Task<VerificationRequest?> LockAsync(long mentorId, string status, CancellationToken cancellationToken) =>
        (await database.Set<VerificationRequest>()
            .FromSql($"select * from mentoring.verification_requests where mentor_id = {mentorId} and status = {status} order by created_at desc, id desc limit 1 for no key update")
            .ToListAsync(cancellationToken)).SingleOrDefault();
}
