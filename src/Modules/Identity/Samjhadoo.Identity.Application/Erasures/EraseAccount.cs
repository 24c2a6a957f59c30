using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Erasures;

/// <summary>
/// Erases the caller, unless something stands against it in one of the modules: the account names nobody from now on and all
/// logins end; a job has every module erase its part.
/// </summary>
internal sealed record EraseAccountFlow : IFlow<ErasureResponse>;

internal sealed record ErasureResponse(DateTimeOffset RequestedAt);

internal sealed class EraseAccountHandler(IEnumerable<IPersonalData> modules, ICurrentUser caller, ISender sender)
    : IFlowHandler<EraseAccountFlow, ErasureResponse>
{
    public async Task<Result<ErasureResponse>> Handle(EraseAccountFlow request, CancellationToken cancellationToken)
    {
        foreach (var module in modules)
        {
            if (await module.FindObstacleAsync(caller.Id, cancellationToken) is { } obstacle)
                return obstacle;
        }

        return await sender.SendAsync(new BeginErasureCommand(), cancellationToken);
    }
}
