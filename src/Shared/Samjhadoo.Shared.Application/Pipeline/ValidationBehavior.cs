using FluentValidation;
using MediatR;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Application.Pipeline;

internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var fields = new List<FieldError>();
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            fields.AddRange(result.Errors.Select(FieldErrors.Of));
        }

        return fields.Count == 0 ? await next() : TResponse.From(Error.Invalid(fields));
    }
}
