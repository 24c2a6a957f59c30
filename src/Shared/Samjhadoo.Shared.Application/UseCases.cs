using MediatR;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Application;

/// <summary>Something a caller can ask of a module; answered with a <typeparamref name="T"/> or an error.</summary>
public interface IUseCase<T> : IRequest<Result<T>>;

/// <summary>
/// Changes state in one transaction of the module's database: the aggregate, the outbox and the idempotency outcome are
/// saved together after the handler returns, or nothing is.
/// </summary>
public interface ICommand<T> : IUseCase<T>, ITransacted;

/// <summary>Marks what the transaction behaviour runs in a transaction.</summary>
public interface ITransacted;

/// <summary>Reads and changes nothing; handlers use Dapper over <see cref="Persistence.IReadDatabase"/>.</summary>
public interface IQuery<T> : IUseCase<T>;

/// <summary>
/// Asks other modules for changes between commands of its own, never inside an open transaction. Logged, validated and
/// keyed, not transacted; every step is repeatable by its reference.
/// </summary>
public interface IFlow<T> : IUseCase<T>;

/// <summary>
/// A command that is one statement of the database, which claims the idempotency key itself; the transaction behaviour
/// leaves it alone. Only the ledger's postings are.
/// </summary>
public interface IPostingCommand<T> : IUseCase<T>, IPosting;

/// <summary>Marks what claims its idempotency key itself.</summary>
public interface IPosting;

/// <summary>Handles a command or a posting.</summary>
public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : IUseCase<T>;

/// <summary>Handles a query.</summary>
public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;

/// <summary>Handles a flow.</summary>
public interface IFlowHandler<in TFlow, T> : IRequestHandler<TFlow, Result<T>>
    where TFlow : IFlow<T>;

/// <summary>Sends a use case through the pipeline to its handler.</summary>
public interface ISender
{
    /// <summary>Runs the use case and returns its value or its error.</summary>
    Task<Result<T>> SendAsync<T>(IUseCase<T> useCase, CancellationToken cancellationToken);
}
