using Dapper;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Pricing;

internal sealed record GetQuoteQuery(long Id) : IQuery<QuoteResponse>;

internal sealed class GetQuoteHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetQuoteQuery, QuoteResponse>
{
    private const string Sql =
        """
        -- GetQuote
        select id, mentor_id, created_at, expires_at,
               hourly_rate, minutes, base, regional_percent, regional, community_percent, community, promotion, total, commission_percent, gst_percent
        from quotes
        where id = @Id and mentee_id = @callerId
        """;

    public async Task<Result<QuoteResponse>> Handle(GetQuoteQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var quotes = await connection.QueryAsync<QuoteRow, Price, QuoteResponse>(
            new CommandDefinition(Sql, new { query.Id, callerId = caller.Id }, cancellationToken: cancellationToken),
            (quote, price) => new QuoteResponse(quote.Id, quote.MentorId, PriceResponse.Of(price), quote.CreatedAt, quote.ExpiresAt),
            splitOn: "hourly_rate");
        return quotes.SingleOrDefault() is { } found ? found : PricingErrors.QuoteNotFound;
    }

    private sealed record QuoteRow(long Id, long MentorId, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
}
