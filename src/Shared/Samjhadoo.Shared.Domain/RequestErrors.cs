namespace Samjhadoo.Shared.Domain;

/// <summary>Refusals that any module may answer with.</summary>
public static class RequestErrors
{
    /// <summary>A field, query or path value is invalid; <see cref="Error.Fields"/> say which.</summary>
    public static readonly Error Invalid = new("request.invalid", ErrorKind.Invalid);

    /// <summary>The caller is not logged in, or the login has ended.</summary>
    public static readonly Error Unauthenticated = new("request.unauthenticated", ErrorKind.Unauthenticated);

    /// <summary>The caller is logged in and may not do this.</summary>
    public static readonly Error Forbidden = new("request.forbidden", ErrorKind.Forbidden);

    /// <summary>The caller may do this after proving once more who they are.</summary>
    public static readonly Error ConfirmationRequired = new("request.confirmation_required", ErrorKind.Forbidden);

    /// <summary>Nothing is here, or it belongs to someone else.</summary>
    public static readonly Error NotFound = new("request.not_found", ErrorKind.NotFound);

    /// <summary>Somebody else changed the same thing at the same moment.</summary>
    public static readonly Error Conflict = new("request.conflict", ErrorKind.Conflict);

    /// <summary><c>If-Match</c> names an old version.</summary>
    public static readonly Error PreconditionFailed = new("request.precondition_failed", ErrorKind.PreconditionFailed);

    /// <summary><c>If-Match</c> is missing where more than one person may write.</summary>
    public static readonly Error PreconditionRequired = new("request.precondition_required", ErrorKind.PreconditionRequired);

    /// <summary>Too many requests.</summary>
    public static readonly Error TooMany = new("request.too_many", ErrorKind.TooMany);

    /// <summary>A dependency is down; the same request may succeed later.</summary>
    public static readonly Error Unavailable = new("server.unavailable", ErrorKind.Unavailable) { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>The route moves money and the request carries no <c>Idempotency-Key</c>.</summary>
    public static readonly Error KeyRequired = new("request.key_required", ErrorKind.Invalid);

    /// <summary>The <c>Idempotency-Key</c> is empty, too long, doubled or not visible ASCII.</summary>
    public static readonly Error KeyInvalid = new("request.key_invalid", ErrorKind.Invalid);

    /// <summary>The same key came with another request before.</summary>
    public static readonly Error KeyReused = new("request.key_reused", ErrorKind.Rule);

    /// <summary>The request with this key is under way.</summary>
    public static readonly Error InFlight = new("request.in_flight", ErrorKind.Conflict) { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>The cursor is not one of ours.</summary>
    public static readonly Error BadCursor = Error.Invalid(new FieldError("cursor", "bad_cursor", "is not a cursor of this list"));
}
