using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>One command, one transaction of its module: saved when the handler succeeds, rolled back when it refuses.</summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(ModuleRegistry modules, AfterCommit afterCommit, IServiceProvider services)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ITransacted)
            return await next();

        var module = modules.Of(typeof(TRequest));
        var database = (DbContext)services.GetService(module.ContextType)!;
        if (database.Database.CurrentTransaction is not null)
            return await next();

        afterCommit.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var response = await next();
        if (response.Error is not null)
            return response;

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        ((Outbox)services.GetRequiredKeyedService<IOutbox>(module.Name)).WakeIfTold();
        await afterCommit.RunAsync();
        return response;
    }
}
