namespace Samjhadoo.Shared.Contracts;

/// <summary>Answers for a user whose event has not come yet. Implemented by Identity; one indexed read in process.</summary>
public interface IUserDirectory
{
    /// <summary>The user, or null when there is none with this id.</summary>
    Task<UserSnapshot?> FindAsync(long userId, CancellationToken cancellationToken);

    /// <summary>The user, or null when there is none with this username.</summary>
    Task<UserSnapshot?> FindByUsernameAsync(string username, CancellationToken cancellationToken);
}
