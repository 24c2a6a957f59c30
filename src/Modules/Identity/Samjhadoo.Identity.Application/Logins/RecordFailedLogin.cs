using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Logins;

/// <summary>Writes a refused proof of identity into the security log; also for accounts that do not exist, which takes as long.</summary>
/// <param name="UserId">Whose account, or 0 when nobody's.</param>
internal sealed record RecordFailedLoginCommand(long UserId) : ICommand<Done>;

internal sealed class RecordFailedLoginHandler(ISecurityLog log, ICurrentUser caller) : ICommandHandler<RecordFailedLoginCommand, Done>
{
    public Task<Result<Done>> Handle(RecordFailedLoginCommand command, CancellationToken cancellationToken)
    {
        log.Add(caller.IsAuthenticated ? SecurityEventKind.StepUpFailed : SecurityEventKind.LoginFailed, command.UserId);
        return Task.FromResult(Done.Result);
    }
}
