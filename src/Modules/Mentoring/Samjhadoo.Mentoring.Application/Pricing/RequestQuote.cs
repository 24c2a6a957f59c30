using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Pricing;

/// <summary>Computes what a session with the mentor costs the caller and promises it for a quarter of an hour.</summary>
internal sealed record RequestQuoteCommand(long MentorId, int Minutes, string? PromoCode = null) : ICommand<QuoteResponse>;

internal sealed record QuoteResponse(long Id, long MentorId, PriceResponse Price, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

internal sealed class RequestQuoteValidator : AbstractValidator<RequestQuoteCommand>
{
    public RequestQuoteValidator()
    {
        RuleFor(command => command.MentorId).GreaterThan(0);
        RuleFor(command => command.Minutes).Must(Price.IsBookable).WithErrorCode("minutes_step").WithMessage("must be a multiple of 5 from 10 to 120");
        RuleFor(command => command.PromoCode).NotEmpty().MaximumLength(PromoCode.CodeLength).When(command => command.PromoCode is not null);
    }
}

internal sealed class RequestQuoteHandler(
    IPeople people, IPricing pricing, IPromoCodes promoCodes, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RequestQuoteCommand, QuoteResponse>
{
    public async Task<Result<QuoteResponse>> Handle(RequestQuoteCommand command, CancellationToken cancellationToken)
    {
        if (command.MentorId == caller.Id)
            return BookingErrors.SelfBooking;
        if (await pricing.FindRateAsync(command.MentorId, cancellationToken) is not { } mentor || !await users.EnsureAsync(caller.Id, cancellationToken))
            return BookingErrors.MentorUnavailable;

        var now = time.GetUtcNow();
        PromoCode? code = null;
        if (command.PromoCode is not null)
        {
            code = await promoCodes.FindAsync(PromoCode.Normalise(command.PromoCode), cancellationToken);
            if (code is null)
                return PromoCodeErrors.Invalid;
            if (code.Refusal(await promoCodes.CountUsesAsync(code.Id, caller.Id, cancellationToken), now) is { } refusal)
                return refusal;
        }

        var mentee = (await people.FindAsync(caller.Id, cancellationToken))!;
        var rules = await pricing.RulesAsync(cancellationToken);
        var price = Price.Of(new PriceTerms(
            mentor.HourlyRate,
            command.Minutes,
            rules.Regional(mentee.CityTier),
            mentor.CommunityDiscount ? rules.Discount(mentee.Community) : 0,
            code?.Offer,
            rules.Commission,
            rules.Gst));
        var quote = new Quote(command.MentorId, caller.Id, price, code?.Id, now);
        pricing.Add(quote);
        return new QuoteResponse(quote.Id, quote.MentorId, PriceResponse.Of(price), quote.CreatedAt, quote.ExpiresAt);
    }
}
