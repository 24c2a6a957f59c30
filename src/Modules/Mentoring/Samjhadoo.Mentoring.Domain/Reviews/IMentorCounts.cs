namespace Samjhadoo.Mentoring.Domain.Reviews;

/// <summary>What is computed for a mentor's profile from his bookings and reviews; nobody writes it by hand.</summary>
internal interface IMentorCounts
{
    /// <summary>Counts one mentor's sessions and reviews anew.</summary>
    Task RecountAsync(long mentorId, CancellationToken cancellationToken);

    /// <summary>Counts all mentors' anew; returns how many were wrong.</summary>
    Task<int> RebuildAsync(CancellationToken cancellationToken);
}
