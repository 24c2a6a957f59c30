namespace Samjhadoo.Mentoring.Domain.Bookings;

internal interface IPeople
{
    /// <summary>The user as this module knows him, or null.</summary>
    Task<Person?> FindAsync(long userId, CancellationToken cancellationToken);
}

/// <summary>What bookings and prices need to know of a user.</summary>
/// <param name="Id">The user.</param>
/// <param name="Name">Full name, or the username where there is none.</param>
/// <param name="IsActive">False while suspended.</param>
/// <param name="Community">The tag that is verified, or NONE.</param>
/// <param name="CityTier">1 to 3, or null.</param>
internal sealed record Person(long Id, string Name, bool IsActive, string Community, short? CityTier);
