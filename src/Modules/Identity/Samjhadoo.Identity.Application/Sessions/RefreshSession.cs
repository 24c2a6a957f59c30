using System.Buffers.Text;
using FluentValidation;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>Spends a refresh token for the next pair. Spending it again later ends the login: one of the two was a thief.</summary>
internal sealed record RefreshSessionFlow(string RefreshToken) : IFlow<TokensResponse>;

internal sealed class RefreshSessionValidator : AbstractValidator<RefreshSessionFlow>
{
    public RefreshSessionValidator() => RuleFor(flow => flow.RefreshToken).NotEmpty().MaximumLength(200);
}

internal sealed class RefreshSessionHandler(ISender sender) : IFlowHandler<RefreshSessionFlow, TokensResponse>
{
    public async Task<Result<TokensResponse>> Handle(RefreshSessionFlow request, CancellationToken cancellationToken)
    {
        if (!Base64Url.IsValid(request.RefreshToken, out var length) || length != RefreshToken.Size)
            return IdentityErrors.InvalidRefreshToken;
        var rotated = await sender.SendAsync(new RotateRefreshTokenCommand(Base64Url.DecodeFromChars(request.RefreshToken)), cancellationToken);
        return rotated.IsSuccess && rotated.Value.Tokens is { } tokens ? tokens : IdentityErrors.InvalidRefreshToken;
    }
}
