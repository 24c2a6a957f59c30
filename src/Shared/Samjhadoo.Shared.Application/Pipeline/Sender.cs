using MediatR;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Application.Pipeline;

internal sealed class Sender(IMediator mediator) : ISender
{
    public Task<Result<T>> SendAsync<T>(IUseCase<T> useCase, CancellationToken cancellationToken) =>
        mediator.Send(useCase, cancellationToken);
}
