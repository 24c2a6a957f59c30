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
            fields.AddRange(result.Errors.Select(failure => new FieldError(Pointer(failure.PropertyName), failure.ErrorCode, failure.ErrorMessage)));
        }

        return fields.Count == 0 ? await next() : TResponse.From(Error.Invalid(fields));
    }

    // FluentValidation says "Address.Lines[2]"; clients get the JSON pointer /address/lines/2.
    private static string Pointer(string property) =>
        string.Concat(property.Replace("]", "").Split('.', '[').Where(part => part.Length > 0).Select(part => $"/{char.ToLowerInvariant(part[0])}{part[1..]}"));
}
