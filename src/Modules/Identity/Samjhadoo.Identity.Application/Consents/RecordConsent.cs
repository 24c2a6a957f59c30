using FluentValidation;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Consents;

/// <summary>Adds a line to the caller's consent ledger: agreed to this version of the purpose's text, or withdrawn.</summary>
internal sealed record RecordConsentCommand(ConsentPurpose Purpose, string Version, bool Granted) : ICommand<ConsentRecordResponse>;

/// <summary>One line of the ledger.</summary>
internal sealed record ConsentRecordResponse(long Id, ConsentPurpose Purpose, string Version, bool Granted, DateTimeOffset RecordedAt);

internal sealed class RecordConsentValidator : AbstractValidator<RecordConsentCommand>
{
    public RecordConsentValidator() => RuleFor(command => command.Version).NotEmpty().MaximumLength(ConsentTexts.VersionLength);
}

internal sealed class RecordConsentHandler(IConsentLedger ledger, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RecordConsentCommand, ConsentRecordResponse>
{
    public Task<Result<ConsentRecordResponse>> Handle(RecordConsentCommand command, CancellationToken cancellationToken) => Task.FromResult(Record(command));

    private Result<ConsentRecordResponse> Record(RecordConsentCommand command)
    {
        if (ConsentTexts.RefusalOf(command.Purpose, command.Version) is { } outdated)
            return outdated;
        if (!command.Granted && ConsentTexts.IsRequired(command.Purpose))
            return IdentityErrors.ConsentRequired;

        var record = new ConsentRecord(caller.Id, command.Purpose, command.Version, command.Granted, time.GetUtcNow());
        ledger.Add(record);
        return new ConsentRecordResponse(record.Id, record.Purpose, record.Version, record.Granted, record.RecordedAt);
    }
}
