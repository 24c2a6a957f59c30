using Samjhadoo.Identity.Domain.Erasures;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Erasures;

/// <summary>Marks an erasure that every module has done its part of.</summary>
internal sealed record CompleteErasureCommand(long UserId) : ICommand<Done>;

internal sealed class CompleteErasureHandler(IErasureRepository erasures, TimeProvider time) : ICommandHandler<CompleteErasureCommand, Done>
{
    public async Task<Result<Done>> Handle(CompleteErasureCommand command, CancellationToken cancellationToken)
    {
        (await erasures.FindAsync(command.UserId, cancellationToken))?.Complete(time.GetUtcNow());
        return Done.Value;
    }
}
