using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Skills;

internal sealed class SkillRepository(MentoringDbContext database) : ISkillRepository
{
    public void Add(Skill skill) => database.Add(skill);

    public void Remove(Skill skill) => database.Remove(skill);

    public async Task<Skill?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<Skill>().FromSql($"select * from mentoring.skills where id = {id} for update").ToListAsync(cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<Skill>> FindAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellationToken) =>
        await database.Set<Skill>().AsNoTracking().Where(skill => slugs.Contains(skill.Slug)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Skill>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        await database.Set<Skill>().AsNoTracking().Where(skill => ids.Contains(skill.Id)).ToListAsync(cancellationToken);
}
