using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Spends a code. Succeeds whatever the verdict, so that the guess stays counted.</summary>
internal sealed record CheckCodeCommand(long UserId, string Code) : ICommand<CodeVerdict>;

internal sealed class CheckCodeHandler(SecondFactor factor) : ICommandHandler<CheckCodeCommand, CodeVerdict>
{
    public async Task<Result<CodeVerdict>> Handle(CheckCodeCommand command, CancellationToken cancellationToken) =>
        await factor.CheckAsync(command.UserId, command.Code, cancellationToken);
}

/// <summary>What became of a code.</summary>
/// <param name="IsAccepted">The code was right and is spent now.</param>
/// <param name="RetryAfter">Set when there were too many guesses; the code was not looked at.</param>
internal sealed record CodeVerdict(bool IsAccepted, TimeSpan? RetryAfter = null)
{
    /// <summary>The refusal to answer with, or null.</summary>
    public Error? Refusal => IsAccepted ? null : RetryAfter is null ? IdentityErrors.InvalidCode : IdentityErrors.TooManyAttempts with { RetryAfter = RetryAfter };
}
