using Samjhadoo.Mentoring.Application.Bookings;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Calendar;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Mentoring.Infrastructure.Calendar;
using Samjhadoo.Mentoring.Infrastructure.Pricing;
using Samjhadoo.Mentoring.Infrastructure.Privacy;
using Samjhadoo.Mentoring.Infrastructure.PromoCodes;
using Samjhadoo.Mentoring.Infrastructure.Reviews;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Mentoring.Infrastructure.Bookings;

internal static class BookingServices
{
    /// <summary>Prices, promo codes, bookings, reviews and calendars.</summary>
    public static ModuleBuilder AddBookings(this ModuleBuilder module) => module
        .AddScoped<IPricing, PricingRepository>()
        .AddScoped<IPromoCodes, PromoCodeRepository>()
        .AddScoped<IBookings, BookingRepository>()
        .AddScoped<IPeople, People>()
        .AddScoped<IReviews, ReviewRepository>()
        .AddScoped<IMentorCounts, MentorCounts>()
        .AddScoped<ICalendarFeeds, CalendarFeeds>()
        .AddScoped<IPersonalData, BookingData>()
        .AddScoped<BookableTimes, BookableTimes>()
        .AddScoped<WalletAsks, WalletAsks>()
        .AddScoped<BookingNews, BookingNews>()
        .AddScoped<BookingEnds, BookingEnds>()
        .AddScoped<BookingClosing, BookingClosing>()
        .RefuseOn("ex_bookings_slot", BookingErrors.SlotTaken)
        .RefuseOn("ux_bookings_quote", BookingErrors.QuoteUsed)
        .RefuseOn("ux_promo_codes_code", PromoCodeErrors.Taken)
        .RefuseOn("ux_reviews_booking", ReviewErrors.AlreadyReviewed)
        .RefuseOn("pk_review_reports", ReviewErrors.AlreadyReported);
}
