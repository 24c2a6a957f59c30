namespace Samjhadoo.Mentoring.Domain.Mentors;

/// <summary>Languages a mentor may talk in: those of the Constitution's eighth schedule, and English.</summary>
internal static class SpokenLanguage
{
    public static IReadOnlyList<string> All { get; } =
    [
        "en", "hi", "bn", "ta", "te", "as", "brx", "doi", "gu", "kn", "kok", "ks", "mai", "ml", "mni", "mr", "ne", "or", "pa", "sa", "sat", "sd", "ur",
    ];
}
