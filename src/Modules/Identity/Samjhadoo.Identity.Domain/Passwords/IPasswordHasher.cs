namespace Samjhadoo.Identity.Domain.Passwords;

/// <summary>
/// Hashes passwords, which is slow and heavy on purpose. So it is done in turn: one hash a core at a time, a short queue
/// behind, and whoever comes when that is full is sent away.
/// </summary>
internal interface IPasswordHasher
{
    /// <summary>Waits for a turn; null when too many wait already. Turns with the same key never overlap.</summary>
    Task<IHashingTurn?> WaitForTurnAsync(string? key, CancellationToken cancellationToken);
}

/// <summary>The right to use one core for hashing, until disposed.</summary>
internal interface IHashingTurn : IDisposable
{
    Task<string> HashAsync(string password);

    /// <summary>Compares; without a usable hash it works as hard and says <see cref="PasswordCheck.Wrong"/>.</summary>
    Task<PasswordCheck> CheckAsync(string password, string? hash);
}

internal enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, and hashed more cheaply than is asked for today.</summary>
    RightButCheap,
}
