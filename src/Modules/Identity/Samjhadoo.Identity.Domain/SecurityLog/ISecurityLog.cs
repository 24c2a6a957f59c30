namespace Samjhadoo.Identity.Domain.SecurityLog;

/// <summary>Writes the security log in the business transaction, with what is known of the request.</summary>
internal interface ISecurityLog
{
    /// <summary>Records an event; the caller is its actor.</summary>
    /// <param name="kind">One of <see cref="SecurityEventKind"/>.</param>
    /// <param name="userId">Whose account it is.</param>
    /// <param name="reason">The words a person gave for it, or null.</param>
    /// <param name="sessionId">The login it happened in or to; the caller's own when null.</param>
    void Add(string kind, long userId, string? reason = null, long? sessionId = null);
}
