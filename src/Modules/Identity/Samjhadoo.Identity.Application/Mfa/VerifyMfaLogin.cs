using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Application.Sessions;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Ends a login that also needs a code. The challenge may be answered again after a wrong code; a right one is spent.</summary>
internal sealed record VerifyMfaLoginFlow(string Challenge, string Code) : IFlow<TokensResponse>;

internal sealed class VerifyMfaLoginValidator : AbstractValidator<VerifyMfaLoginFlow>
{
    public VerifyMfaLoginValidator()
    {
        RuleFor(flow => flow.Challenge).NotEmpty().MaximumLength(200);
        RuleFor(flow => flow.Code).Code();
    }
}

internal sealed class VerifyMfaLoginHandler(OneTimeLinks links, ISender sender) : IFlowHandler<VerifyMfaLoginFlow, TokensResponse>
{
    public async Task<Result<TokensResponse>> Handle(VerifyMfaLoginFlow request, CancellationToken cancellationToken)
    {
        if (links.Read(LinkPurpose.SecondFactor, request.Challenge) is not { } challenge)
            return IdentityErrors.InvalidChallenge;
        var verdict = await sender.SendAsync(new CheckCodeCommand(challenge.UserId, request.Code), cancellationToken);
        if ((verdict.Error ?? verdict.Value.Refusal) is { } refusal)
            return refusal;
        return await sender.SendAsync(new OpenSessionCommand(challenge.UserId, challenge.Stamp), cancellationToken);
    }
}
