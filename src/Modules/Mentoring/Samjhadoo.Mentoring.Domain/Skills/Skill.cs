using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Skills;

/// <summary>A word of the taxonomy: what a mentor can be good at, and the other words people look for it by.</summary>
internal sealed class Skill : AggregateRoot
{
    public const int SlugLength = 60;
    public const int NameLength = 80;
    public const int CategoryLength = 60;
    public const int MaxAliases = 20;

    private Skill()
    {
    }

    public Skill(string slug, string name, string category, IEnumerable<string> aliases)
    {
        Slug = slug;
        Name = name.Trim();
        Category = category.Trim();
        Aliases = [.. aliases];
    }

    /// <summary>Stable name in addresses and filters, e.g. <c>system-design</c>.</summary>
    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Category { get; private set; } = "";

    /// <summary>The same in other words and scripts; search finds them too.</summary>
    public List<string> Aliases { get; private set; } = [];

    /// <summary>False once retired: mentors who have it keep it, nobody can choose it any more.</summary>
    public bool IsActive { get; private set; } = true;

    public void Edit(string name, string category, IEnumerable<string> aliases, bool isActive)
    {
        Name = name.Trim();
        Category = category.Trim();
        Aliases = [.. aliases];
        IsActive = isActive;
        RaiseVersion();
    }
}
