using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Consents;

/// <summary>The texts in force, for whoever is about to register.</summary>
internal sealed record GetConsentTextsQuery : IQuery<ConsentTextsResponse>;

internal sealed record ConsentTextsResponse(IReadOnlyList<ConsentTextResponse> Items);

/// <summary>The text of one purpose.</summary>
/// <param name="Version">The version shown today.</param>
/// <param name="Required">True where there is no account without it.</param>
internal sealed record ConsentTextResponse(ConsentPurpose Purpose, string Version, bool Required);

internal sealed class GetConsentTextsHandler : IQueryHandler<GetConsentTextsQuery, ConsentTextsResponse>
{
    private static readonly Result<ConsentTextsResponse> Texts = new ConsentTextsResponse(
        [.. Enum.GetValues<ConsentPurpose>().Select(purpose => new ConsentTextResponse(purpose, ConsentTexts.VersionOf(purpose), ConsentTexts.IsRequired(purpose)))]);

    public Task<Result<ConsentTextsResponse>> Handle(GetConsentTextsQuery query, CancellationToken cancellationToken) => Task.FromResult(Texts);
}
