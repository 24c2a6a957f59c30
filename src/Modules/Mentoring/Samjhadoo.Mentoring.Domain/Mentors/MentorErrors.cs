using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Mentors;

internal static class MentorErrors
{
    public static readonly Error NotFound = new("mentoring.mentor_not_found", ErrorKind.NotFound);
    public static readonly Error NoProfile = new("mentoring.no_profile", ErrorKind.NotFound);
    public static readonly Error AlreadyMentor = new("mentoring.already_mentor", ErrorKind.Conflict);
    public static readonly Error RateOutsideLimits = new("mentoring.rate_outside_limits", ErrorKind.Rule);
    public static readonly Error UnknownSkill = new("mentoring.unknown_skill", ErrorKind.Rule);
    public static readonly Error SkillNotFound = new("mentoring.skill_not_found", ErrorKind.NotFound);
    public static readonly Error SlugTaken = new("mentoring.slug_taken", ErrorKind.Conflict);
    public static readonly Error SkillInUse = new("mentoring.skill_in_use", ErrorKind.Conflict);
    public static readonly Error VerificationNotFound = new("mentoring.verification_not_found", ErrorKind.NotFound);
    public static readonly Error VerificationPending = new("mentoring.verification_pending", ErrorKind.Conflict);
    public static readonly Error VerificationDecided = new("mentoring.verification_decided", ErrorKind.Conflict);
    public static readonly Error AlreadyVerified = new("mentoring.already_verified", ErrorKind.Conflict);
    public static readonly Error NotVerified = new("mentoring.not_verified", ErrorKind.Conflict);
}
