namespace Samjhadoo.Identity.Domain.Mentors;

internal interface IMentorGrantRepository
{
    Task<MentorGrant?> FindAsync(string reference, CancellationToken cancellationToken);

    void Add(MentorGrant grant);
}
