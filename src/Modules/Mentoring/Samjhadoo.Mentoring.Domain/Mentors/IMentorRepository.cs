namespace Samjhadoo.Mentoring.Domain.Mentors;

internal interface IMentorRepository
{
    void Add(MentorProfile profile);

    /// <summary>The mentor's profile for changes; its row is locked until the transaction ends.</summary>
    Task<MentorProfile?> LockAsync(long userId, CancellationToken cancellationToken);

    /// <summary>The mentor's profile, only to look at.</summary>
    Task<MentorProfile?> FindAsync(long userId, CancellationToken cancellationToken);

    /// <summary>Mentors whom Identity has not made one yet, although they asked before this moment.</summary>
    Task<IReadOnlyList<long>> UngrantedAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

internal interface IRateLimits
{
    /// <summary>The platform's limits, only to look at.</summary>
    Task<RateLimits> FindAsync(CancellationToken cancellationToken);

    /// <summary>The platform's limits for changes; locked until the transaction ends.</summary>
    Task<RateLimits> LockAsync(CancellationToken cancellationToken);
}
