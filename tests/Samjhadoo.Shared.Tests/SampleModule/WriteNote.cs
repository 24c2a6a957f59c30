using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Tests.SampleModule;

internal sealed record WriteNoteCommand(string Title, decimal Price) : ICommand<NoteResponse>;

internal sealed record NoteResponse(long Id, string Title, Money Price, DateTimeOffset CreatedAt);

internal sealed class WriteNoteValidator : AbstractValidator<WriteNoteCommand>
{
    public WriteNoteValidator() => RuleFor(command => command.Title).NotEmpty().MaximumLength(100);
}

/// <summary>Writes first and refuses afterwards, so that a test sees whether a refusal leaves anything behind.</summary>
internal sealed class WriteNoteHandler(INoteRepository notes, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<WriteNoteCommand, NoteResponse>
{
    public async Task<Result<NoteResponse>> Handle(WriteNoteCommand command, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(caller.Id, cancellationToken);
        var note = new Note(caller.Id, command.Title, Money.Rupees(command.Price), time.GetUtcNow());
        await notes.AddAsync(note, cancellationToken);
        if (command.Title == "forbidden")
            return NoteErrors.Forbidden.With("title", command.Title);
        if (command.Title == "crash")
            throw new InvalidOperationException("A bug.");
        return new NoteResponse(note.Id, note.Title, note.Price, note.CreatedAt);
    }
}
