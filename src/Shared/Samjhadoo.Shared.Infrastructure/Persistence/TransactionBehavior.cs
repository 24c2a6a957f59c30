using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Idempotency;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>
/// One command, one transaction of its module: saved when the handler succeeds, rolled back when it refuses. Under an
/// idempotency key the claim comes first and the outcome last in that transaction.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(ModuleRegistry modules, RequestKey key, AfterCommit afterCommit, IServiceProvider services)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ITransacted)
            return await next();

        var module = modules.Of(typeof(TRequest));
        var database = (DbContext)services.GetRequiredService(module.ContextType);
        if (database.Database.CurrentTransaction is not null)
            return await next();

        var claim = key.Take();
        database.Database.AutoSavepointsEnabled = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunAsync(module, database, claim, next, cancellationToken);
            }
            catch (Exception exception) when (attempt < LostRaces.MaxAttempts && LostRaces.IsLost(exception))
            {
                await LostRaces.PauseAsync(attempt, cancellationToken);
            }
            finally
            {
                // What a refused or finished command has loaded must not leak into the next one of this scope.
                database.ChangeTracker.Clear();
            }
        }
    }

    private async Task<TResponse> RunAsync(
        RegisteredModule module, DbContext database, IdempotencyClaim? claim, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        afterCommit.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (claim is not null && await database.ClaimForTransactionAsync(claim, cancellationToken) is { State: not ClaimAnswer.Claimed } answer)
            return key.Answer<TResponse>(answer);

        var response = await WorkAsync(module, database, next, cancellationToken);
        if (claim is not null && StoredOutcome.IsKept(response))
        {
            var outcome = StoredOutcome.Write(response);
            await database.StoreAsync(claim, outcome, undoWork: response.Error is not null);
            response = StoredOutcome.Read<TResponse>(outcome);
        }
        else if (response.Error is not null)
        {
            return response;
        }

        // Nobody's hanging up may stop it here: a commit on its way is better finished than unknown.
        await transaction.CommitAsync(CancellationToken.None);
        ((Outbox)services.GetRequiredKeyedService<IOutbox>(module.Name)).WakeIfTold();
        await afterCommit.RunAsync();
        return response;
    }

    private static async Task<TResponse> WorkAsync(
        RegisteredModule module, DbContext database, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        try
        {
            var response = await next();
            if (response.Error is null)
                await database.SaveChangesAsync(cancellationToken);
            return response;
        }
        catch (Exception exception) when (module.RefusalOf(exception) is { } error)
        {
            return TResponse.From(error);
        }
    }
}
