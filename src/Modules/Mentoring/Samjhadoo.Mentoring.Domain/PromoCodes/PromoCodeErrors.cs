using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.PromoCodes;

internal static class PromoCodeErrors
{
    public static readonly Error Invalid = new("mentoring.promo_code_invalid", ErrorKind.Rule);

    public static readonly Error UsedUp = new("mentoring.promo_code_used_up", ErrorKind.Rule);

    public static readonly Error Taken = new("mentoring.promo_code_taken", ErrorKind.Conflict);

    public static readonly Error NotFound = new("mentoring.promo_code_not_found", ErrorKind.NotFound);
}
