namespace Samjhadoo.Identity.Domain.Users;

internal interface IUserRepository
{
    /// <summary>The user by id, for changes; its row is locked until the transaction ends.</summary>
    Task<User?> LockAsync(long id, CancellationToken cancellationToken);

    /// <summary>The user by id, only to look at.</summary>
    Task<User?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The user by user name or address, only to look at, and whether that user has logged in from this place before.</summary>
    Task<(User? User, bool PlaceIsKnown)> FindByLoginAsync(string login, string? ipAddress, CancellationToken cancellationToken);

    /// <summary>The user by address, only to look at.</summary>
    Task<User?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    Task<bool> IsUsernameTakenAsync(string username, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a new account at once; one that nobody verified under the same address is replaced. One statement whether the
    /// address is known or not.
    /// </summary>
    Task<Registration> RegisterAsync(User user, CancellationToken cancellationToken);
}

/// <summary>How a registration ended.</summary>
/// <param name="UserId">The account of this address, new or old.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record Registration(long UserId, RegistrationOutcome Outcome);

internal enum RegistrationOutcome
{
    Registered,
    AddressInUse,
    UsernameTaken,
}
