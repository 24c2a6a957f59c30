namespace Samjhadoo.Identity.Domain.Mfa;

internal interface IAuthenticatorRepository
{
    /// <summary>The user's authenticator, confirmed or not; locked until the transaction ends.</summary>
    Task<Authenticator?> LockAsync(long userId, CancellationToken cancellationToken);

    void Add(Authenticator authenticator);

    void Remove(Authenticator authenticator);
}
