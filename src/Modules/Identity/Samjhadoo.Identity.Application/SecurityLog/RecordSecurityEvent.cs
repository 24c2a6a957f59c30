using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.SecurityLog;

/// <summary>Writes down what is otherwise only a read.</summary>
internal sealed record RecordSecurityEventCommand(string Kind, long UserId) : ICommand<Done>;

internal sealed class RecordSecurityEventHandler(ISecurityLog log) : ICommandHandler<RecordSecurityEventCommand, Done>
{
    public Task<Result<Done>> Handle(RecordSecurityEventCommand command, CancellationToken cancellationToken)
    {
        log.Add(command.Kind, command.UserId);
        return Task.FromResult(Done.Result);
    }
}
