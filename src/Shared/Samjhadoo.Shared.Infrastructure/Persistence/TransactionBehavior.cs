using MediatR;
using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>One command, one transaction of its module: saved when the handler succeeds, rolled back when it refuses.</summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(ModuleRegistry modules, IServiceProvider services)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ITransacted)
            return await next();

        var database = (DbContext)services.GetService(modules.Of(typeof(TRequest)).ContextType)!;
        if (database.Database.CurrentTransaction is not null)
            return await next();

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var response = await next();
        if (response.Error is not null)
            return response;

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return response;
    }
}
