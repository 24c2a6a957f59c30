namespace Samjhadoo.Mentoring.Domain.Verification;

internal interface IVerificationRepository
{
    void Add(VerificationRequest request);

    /// <summary>The request for changes; its row is locked until the transaction ends.</summary>
    Task<VerificationRequest?> LockAsync(long id, CancellationToken cancellationToken);

    /// <summary>The mentor's request that is not decided yet, for changes.</summary>
    Task<VerificationRequest?> LockPendingAsync(long mentorId, CancellationToken cancellationToken);

    /// <summary>The request the mentor's verification rests on, for changes.</summary>
    Task<VerificationRequest?> LockApprovedAsync(long mentorId, CancellationToken cancellationToken);
}
