using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Audit;

/// <summary>Writes down what is otherwise only a read.</summary>
internal sealed record RecordAuditCommand(AuditAction Action, long? UserId) : ICommand<Done>;

internal sealed class RecordAuditHandler(IAuditLog log) : ICommandHandler<RecordAuditCommand, Done>
{
    public Task<Result<Done>> Handle(RecordAuditCommand command, CancellationToken cancellationToken)
    {
        log.Add(command.Action, command.UserId);
        return Task.FromResult(Done.Result);
    }
}
