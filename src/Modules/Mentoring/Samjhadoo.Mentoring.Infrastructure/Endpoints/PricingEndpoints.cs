using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Mentoring.Application.Pricing;
using Samjhadoo.Mentoring.Application.PromoCodes;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Http.OpenApi;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Mentoring.Infrastructure.Endpoints;

internal static class PricingEndpoints
{
    public static void MapPricing(this IEndpointRouteBuilder api)
    {
        var quotes = api.MapGroup("/pricing/quotes").WithTags("Pricing").RequireAuthorization(Policies.Authenticated);

        quotes.MapPost("", (RequestQuoteCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(quote => $"/api/v1/pricing/quotes/{quote.Id}"))
            .WithName("requestQuote").WithSummary("What a session costs you, line by line, promised for 15 minutes")
            .Refuses(BookingErrors.SelfBooking, BookingErrors.MentorUnavailable, PromoCodeErrors.Invalid, PromoCodeErrors.UsedUp);
        quotes.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetQuoteQuery(id), ct).ToOk())
            .WithName("getQuote").WithSummary("A quote of yours").Refuses(PricingErrors.QuoteNotFound);

        var rules = api.MapGroup("/admin/pricing-rules").WithTags("Administration").RequireAuthorization(Policies.Admin);

        rules.MapGet("", (ISender sender, CancellationToken ct) => sender.SendAsync(new ListPricingRulesQuery(), ct).ToOk())
            .WithName("listPricingRules").WithSummary("The percentages that prices are computed by");
        rules.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetPricingRuleQuery(id), ct).ToOk())
            .WithName("getPricingRule").WithSummary("One pricing rule").Refuses(PricingErrors.RuleNotFound);
        rules.MapPut("/{id:long}", (long id, ChangePricingRuleCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id, ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("changePricingRule").WithSummary("Change a percentage for the quotes made from now on").RequiresIfMatch()
            .Refuses(PricingErrors.RuleNotFound, PricingErrors.PercentOutOfRange, RequestErrors.PreconditionFailed, RequestErrors.PreconditionRequired);
        rules.MapGet("/{id:long}/changes", (long id, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListPricingRuleChangesQuery(id, page), ct).ToOk())
            .WithName("listPricingRuleChanges").WithSummary("Who changed a pricing rule, when and why, newest first");

        var codes = api.MapGroup("/admin/promo-codes").WithTags("Administration").RequireAuthorization(Policies.Admin);

        codes.MapGet("", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) => sender.SendAsync(new ListPromoCodesQuery(page), ct).ToOk())
            .WithName("listPromoCodes").WithSummary("Promo codes, newest first");
        codes.MapPost("", (CreatePromoCodeCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(code => $"/api/v1/admin/promo-codes/{code.Id}"))
            .WithName("createPromoCode").WithSummary("Make a promo code").Refuses(PromoCodeErrors.Taken)
            .WithExample(new CreatePromoCodeCommand("MONSOON10", Percent: 10));
        codes.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetPromoCodeQuery(id), ct).ToOk())
            .WithName("getPromoCode").WithSummary("One promo code and how often it was redeemed").Refuses(PromoCodeErrors.NotFound);
        codes.MapPatch("/{id:long}", (long id, EditPromoCodeCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id, ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("editPromoCode").WithSummary("Change a promo code's limits or switch it off").RequiresIfMatch()
            .Refuses(PromoCodeErrors.NotFound, RequestErrors.PreconditionFailed, RequestErrors.PreconditionRequired);
    }
}
