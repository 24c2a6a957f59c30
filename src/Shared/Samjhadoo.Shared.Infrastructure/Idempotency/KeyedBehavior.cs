using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Idempotency;

/// <summary>
/// One effect and one answer for a keyed use case that is not one transaction: the claim is committed first, with a lease. A
/// repetition after a crash runs it again once the lease is over; its steps are repeatable by their references.
/// </summary>
internal sealed class KeyedBehavior<TRequest, TResponse>(ModuleRegistry modules, IServiceProvider services, RequestKey key)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is ITransacted or IPosting || key.Take() is not { } claim)
            return await next();

        var database = (DbContext)services.GetRequiredService(modules.Of(typeof(TRequest)).ContextType);
        var answer = await database.ClaimForAsync(claim, Lease, cancellationToken);
        if (answer.State != ClaimAnswer.Claimed)
            return key.Answer<TResponse>(answer);

        var kept = false;
        try
        {
            var response = await next();
            if (!StoredOutcome.IsKept(response))
                return response;
            var outcome = StoredOutcome.Write(response);
            await database.StoreAsync(claim, outcome);
            kept = true;
            return StoredOutcome.Read<TResponse>(outcome);
        }
        finally
        {
            if (!kept)
                await database.ReleaseAsync(claim);
        }
    }
}

internal static class ClaimAnswers
{
    /// <summary>The answer to a request whose key is not ours to use.</summary>
    public static TResponse Answer<TResponse>(this RequestKey key, ClaimAnswer answer)
        where TResponse : IResult<TResponse>
    {
        switch (answer.State)
        {
            case ClaimAnswer.InFlight:
                return TResponse.From(RequestErrors.InFlight);
            case ClaimAnswer.Reused:
                return TResponse.From(RequestErrors.KeyReused);
            default:
                key.MarkReplayed(answer.TraceId!, answer.Language!);
                return StoredOutcome.Read<TResponse>(answer.Outcome!);
        }
    }
}
