namespace Samjhadoo.Mentoring.Domain.Mentors;

internal interface IMentorRepository
{
    void Add(MentorProfile profile);

    /// <summary>The mentor's profile for changes; its row is locked until the transaction ends.</summary>
    Task<MentorProfile?> LockAsync(long userId, CancellationToken cancellationToken);
}
