using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>Takes the caller's request back while nobody has decided it.</summary>
internal sealed record WithdrawVerificationCommand : ICommand<VerificationResponse>;

internal sealed class WithdrawVerificationHandler(IVerificationRepository requests, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<WithdrawVerificationCommand, VerificationResponse>
{
    public async Task<Result<VerificationResponse>> Handle(WithdrawVerificationCommand command, CancellationToken cancellationToken)
    {
        if (await requests.LockPendingAsync(caller.Id, cancellationToken) is not { } request)
            return MentorErrors.VerificationNotFound;
        return request.TryWithdraw(time.GetUtcNow()) ? VerificationResponse.Of(request) : MentorErrors.VerificationDecided;
    }
}
