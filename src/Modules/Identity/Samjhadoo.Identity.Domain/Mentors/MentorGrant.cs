namespace Samjhadoo.Identity.Domain.Mentors;

/// <summary>The role MENTOR given on another module's word; its reference makes a repeated request harmless.</summary>
internal sealed class MentorGrant
{
    private MentorGrant()
    {
    }

    public MentorGrant(string reference, long userId, DateTimeOffset now)
    {
        Reference = reference;
        UserId = userId;
        GrantedAt = now;
    }

    public string Reference { get; private set; } = "";

    public long UserId { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }
}
