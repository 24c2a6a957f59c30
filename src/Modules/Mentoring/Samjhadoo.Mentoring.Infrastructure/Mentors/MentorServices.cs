using Samjhadoo.Mentoring.Application.Mentors;
using Samjhadoo.Mentoring.Application.Verification;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Schedules;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Mentoring.Infrastructure.Privacy;
using Samjhadoo.Mentoring.Infrastructure.Schedules;
using Samjhadoo.Mentoring.Infrastructure.Skills;
using Samjhadoo.Mentoring.Infrastructure.Verification;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Mentoring.Infrastructure.Mentors;

internal static class MentorServices
{
    /// <summary>Profiles, skills, verification and schedules.</summary>
    public static ModuleBuilder AddMentors(this ModuleBuilder module) => module
        .AddScoped<IMentorRepository, MentorRepository>()
        .AddScoped<IRateLimits, RateLimitsRepository>()
        .AddScoped<ISkillRepository, SkillRepository>()
        .AddScoped<IScheduleRepository, ScheduleRepository>()
        .AddScoped<IVerificationRepository, VerificationRepository>()
        .AddScoped<MentorChoices, MentorChoices>()
        .AddScoped<VerificationDecisions, VerificationDecisions>()
        .AddScoped<IPersonalData, MentorData>()
        .RefuseOn("mentor_profiles_user_id_key", MentorErrors.AlreadyMentor)
        .RefuseOn("ux_skills_slug", MentorErrors.SlugTaken)
        .RefuseOn("fk_mentor_skills_skill_skill_id", MentorErrors.SkillInUse)
        .RefuseOn("ux_verification_requests_pending", MentorErrors.VerificationPending);
}
