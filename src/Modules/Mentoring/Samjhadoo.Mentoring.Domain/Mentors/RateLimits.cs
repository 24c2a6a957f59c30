using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Mentors;

/// <summary>Between what an hour of any mentor may cost; the platform has one, an admin sets it.</summary>
internal sealed class RateLimits : AggregateRoot
{
    private RateLimits()
    {
    }

    public Money Minimum { get; private set; }

    public Money Maximum { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    public long? UpdatedBy { get; private set; }

    public bool Allow(Money hourlyRate) => hourlyRate >= Minimum && hourlyRate <= Maximum;

    public void Set(Money minimum, Money maximum, long adminId, DateTimeOffset now)
    {
        Minimum = minimum;
        Maximum = maximum;
        UpdatedBy = adminId;
        UpdatedAt = now;
        RaiseVersion();
    }
}
