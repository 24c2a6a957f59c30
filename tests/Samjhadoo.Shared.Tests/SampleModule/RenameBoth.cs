using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Tests.SampleModule;

/// <summary>Saves two rows in the given order, so that two of them at once can meet in a deadlock or at an old version.</summary>
internal sealed record RenameBothCommand(long First, long Second, string Title) : ICommand<Done>;

internal sealed class RenameBothHandler(INoteRepository notes, SampleDbContext database) : ICommandHandler<RenameBothCommand, Done>
{
    public async Task<Result<Done>> Handle(RenameBothCommand command, CancellationToken cancellationToken)
    {
        foreach (var id in new[] { command.First, command.Second })
        {
            (await notes.FindAsync(id, cancellationToken))!.Rename($"{command.Title} {id}");
            await database.SaveChangesAsync(cancellationToken);
        }

        return Done.Result;
    }
}

/// <summary>Writes a note of user 1 without a request around it.</summary>
internal sealed record SeedNoteCommand(string Title) : ICommand<long>;

internal sealed class SeedNoteHandler(INoteRepository notes, IUserReplica users, TimeProvider time) : ICommandHandler<SeedNoteCommand, long>
{
    public async Task<Result<long>> Handle(SeedNoteCommand command, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(1, cancellationToken);
        var note = new Note(1, command.Title, Money.Zero, time.GetUtcNow());
        await notes.AddAsync(note, cancellationToken);
        return note.Id;
    }
}
