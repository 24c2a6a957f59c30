namespace Samjhadoo.Mentoring.Domain.Skills;

internal interface ISkillRepository
{
    void Add(Skill skill);

    void Remove(Skill skill);

    /// <summary>The skill for changes; its row is locked until the transaction ends.</summary>
    Task<Skill?> LockAsync(long id, CancellationToken cancellationToken);

    /// <summary>Those of these skills that exist, retired ones too, only to look at.</summary>
    Task<IReadOnlyList<Skill>> FindAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellationToken);

    /// <summary>These skills, only to look at.</summary>
    Task<IReadOnlyList<Skill>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);
}
