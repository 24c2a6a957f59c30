using FluentValidation;
using Samjhadoo.Identity.Application.Passwords;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Registration;

/// <summary>Asks for an account. The answer is the same whether the address has one or not; the mail tells.</summary>
/// <param name="ConsentVersion">The version of the SERVICE text (<c>GET /api/v1/consent-texts</c>) that the person has read and agreed to.</param>
internal sealed record RegisterFlow(
    string Username, string Email, string Password, string ConsentVersion, string? Name = null, RegistrationRole Role = RegistrationRole.User)
    : IFlow<MailSentResponse>;

/// <summary>What a person may be by asking; admins are made otherwise.</summary>
internal enum RegistrationRole
{
    User,
    Mentor,
}

/// <summary>Whatever the address, look into its inbox.</summary>
/// <param name="Status">Always CHECK_YOUR_MAIL.</param>
internal sealed record MailSentResponse(MailSentStatus Status)
{
    public static MailSentResponse Value { get; } = new(MailSentStatus.CheckYourMail);
}

internal enum MailSentStatus
{
    CheckYourMail,
}

internal sealed class RegisterValidator : AbstractValidator<RegisterFlow>
{
    public RegisterValidator()
    {
        RuleFor(flow => flow.Username).Username();
        RuleFor(flow => flow.Email).Email();
        RuleFor(flow => flow.Password).NewPassword();
        RuleFor(flow => flow.Password).NotEqual(flow => flow.Username, StringComparer.OrdinalIgnoreCase);
        RuleFor(flow => flow.Password).NotEqual(flow => flow.Email, StringComparer.OrdinalIgnoreCase);
        RuleFor(flow => flow.ConsentVersion).NotEmpty().MaximumLength(ConsentTexts.VersionLength);
        RuleFor(flow => flow.Name).MaximumLength(User.NameLength);
    }
}

internal sealed class RegisterHandler(IUserRepository users, IPasswordHasher hasher, ISender sender) : IFlowHandler<RegisterFlow, MailSentResponse>
{
    public async Task<Result<MailSentResponse>> Handle(RegisterFlow request, CancellationToken cancellationToken)
    {
        if (ConsentTexts.RefusalOf(ConsentPurpose.Service, request.ConsentVersion) is { } outdated)
            return outdated;
        if (await users.IsUsernameTakenAsync(request.Username, cancellationToken))
            return IdentityErrors.UsernameTaken;

        string hash;
        using (var turn = await hasher.WaitForTurnAsync(null, cancellationToken))
        {
            if (turn is null)
                return IdentityErrors.Busy;
            hash = await turn.HashAsync(request.Password);
        }

        var role = request.Role == RegistrationRole.Mentor ? UserRole.Mentor : UserRole.User;
        return await sender.SendAsync(new OpenAccountCommand(request.Username, request.Email, hash, request.Name, role, request.ConsentVersion), cancellationToken);
    }
}
