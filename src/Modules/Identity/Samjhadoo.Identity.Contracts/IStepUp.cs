using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Contracts;

/// <summary>
/// Asked before sensitive acts (paying money out, leaving for good, changing another person's rights): a login may be old and
/// the phone in other hands. The caller renews the proof with <c>POST /api/v1/auth/confirm</c>.
/// </summary>
public interface IStepUp
{
    /// <summary>Null when the caller has proven within the last ten minutes who they are, otherwise the refusal to answer with.</summary>
    Task<Error?> CheckAsync(CancellationToken cancellationToken);
}
