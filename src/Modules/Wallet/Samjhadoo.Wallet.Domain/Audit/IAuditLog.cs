namespace Samjhadoo.Wallet.Domain.Audit;

/// <summary>Writes down what admins do and see, in the business transaction; the caller is the actor.</summary>
internal interface IAuditLog
{
    /// <summary>Records an act.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="userId">Whose wallet it was about, or null.</param>
    /// <param name="reference">What else it was about, e.g. <c>adjustment:42</c>.</param>
    void Add(AuditAction action, long? userId, string? reference = null);
}
